"""What the editor offers to come before a challenge."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from hub.challenges.models import Challenge
from hub.db import db
from hub.ledger.models import Badge
from hub.ledger.queries.tiers import tiers
from hub.members.audiences.fields import FIELDS, Choice

Options = Sequence[tuple[int, Any]]


def requirable(challenge: Challenge | None) -> dict[str, Options]:
    """By kind, what can be required: ids and names. Never the challenge itself."""
    own = challenge.id if challenge is not None else 0
    others = select(Challenge.id, Challenge.title).where(Challenge.id != own)
    return {
        "challenge": _pairs(others.order_by(Challenge.title, Challenge.id)),
        "tier": [(tier.id, tier.name) for tier in tiers()],
        "badge": _pairs(select(Badge.id, Badge.name).order_by(Badge.name)),
        "event": _events(challenge.requires_event_id if challenge else None),
    }


def _pairs(statement: Any) -> Options:
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def _events(current: int | None) -> Options:
    """The latest events, as audiences offer them, and the current one however old."""
    field = FIELDS["attended"]
    assert isinstance(field, Choice), "events register it"
    found = dict(field.options())
    if current is not None and current not in found:
        found |= field.named([current])
    return list(found.items())
