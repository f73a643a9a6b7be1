"""What a manager wants of when, how often, by how many and after what a challenge is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models.limits import ONCE
from hub.members.for_some import ForWhom
from hub.refusals import Refusal

LIMITS = (
    "opens_at", "announced", "again", "again_number", "seats", "requires_challenge_id",
    "requires_tier_id", "requires_badge_id", "requires_event_id", "shown_locked", "tags",
)  # fmt: skip


class BadLimits(Refusal):
    """The limits contradict each other."""


@dataclass(frozen=True, kw_only=True)
class LimitsPlan(ForWhom):
    """The columns of `Limits`, and the close that goes with the opening."""

    opens_at: datetime | None = None
    announced: bool = False
    closes_at: datetime | None = None
    again: str = ONCE
    again_number: int | None = None
    seats: int | None = None
    requires_challenge_id: int | None = None
    requires_tier_id: int | None = None
    requires_badge_id: int | None = None
    requires_event_id: int | None = None
    shown_locked: bool = False
    tags: Sequence[str] = ()


def limits_problem(plan: LimitsPlan) -> tuple[str, Any] | None:
    """What contradicts in the plan: the name of the column, and a sentence."""
    if plan.opens_at and plan.closes_at and plan.closes_at <= plan.opens_at:
        return "closes_at", _l("It would close before it opens. Choose a later time.")
    if (plan.again == ONCE) != (plan.again_number is None):
        return "again_number", _l("Say how many.")
    if plan.seats is not None and plan.again != ONCE:
        return "seats", _l("Places go with what is done once. Leave this empty, or choose once.")
    return None


def require_limits(plan: LimitsPlan) -> None:
    """Raises `BadLimits`."""
    found = limits_problem(plan)
    if found:
        raise BadLimits(found[1])
