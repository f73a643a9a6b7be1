"""When a challenge opens, how often it is done, by how many, and by whom not yet."""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

ONCE, DAYS, TIMES = AGAIN = ("once", "days", "times")


class Limits:
    """Columns of `Challenge` that say who may do it when; mixed in before its base."""

    # Between its publication and this nobody sees it, unless it is announced.
    opens_at: Mapped[datetime | None]
    announced: Mapped[bool] = mapped_column(default=False, server_default="false")
    # once · days: again so many days after it was handed in · times: so many times in all.
    again: Mapped[str] = mapped_column(default=ONCE, server_default=ONCE)
    again_number: Mapped[int | None]
    seats: Mapped[int | None]
    requires_challenge_id: Mapped[int | None] = mapped_column(
        ForeignKey("challenges.id"), index=True
    )
    # At least this tier. One that is deleted keeps nobody out any more.
    requires_tier_id: Mapped[int | None] = mapped_column(
        ForeignKey("tiers.id", ondelete="SET NULL")
    )
    requires_badge_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    requires_event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    # Whether those whom it is locked for see it, with what unlocks it.
    shown_locked: Mapped[bool] = mapped_column(default=False, server_default="false")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")


def limit_checks() -> tuple[CheckConstraint, ...]:
    """The constraints of these columns."""
    return (
        CheckConstraint("closes_at > opens_at", name="opens_before"),
        CheckConstraint(f"again IN {AGAIN}", name="again"),
        CheckConstraint("(again = 'once') = (again_number IS NULL)", name="again_number"),
        CheckConstraint("again_number > 0", name="again_number_positive"),
        CheckConstraint("seats > 0", name="seats"),
        # A seat is somebody's for good: who comes again would need another.
        CheckConstraint("seats IS NULL OR again = 'once'", name="seats_once"),
        CheckConstraint("requires_challenge_id <> id", name="requires_another"),
    )
