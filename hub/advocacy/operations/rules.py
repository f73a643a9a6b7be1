"""The rules of the ask guard, as managers set them."""

from collections.abc import Mapping

from hub import audit
from hub.advocacy.models import AskRules
from hub.advocacy.queries.guard import rules
from hub.db import locked
from hub.members.models import Member


def set_rules(values: Mapping[str, bool | int], by: Member) -> AskRules:
    """Switch and tune the rules. In: columns of `AskRules`."""
    row = locked(AskRules, rules().id)
    assert row is not None, "the migration made it, and nobody deletes it"
    with audit.recorded(by, "ask_guard.changed", row):
        for name, value in values.items():
            setattr(row, name, value)
    return row
