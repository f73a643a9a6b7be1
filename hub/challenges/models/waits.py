"""The waiting list of a challenge whose seats are all taken."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.challenges.models.challenges import Challenge
    from hub.members.models import Member

BEGAN, LEFT, LAPSED = ENDS = ("began", "left", "lapsed")
TIME_TO_BEGIN = timedelta(days=3)


class Wait(Base):
    """A member waits for a seat. One that is free is theirs from `offered_at` on, until
    `offer_ends_at`; the row ends when they begin, leave, or let the time pass."""

    __tablename__ = "challenge_waits"
    __table_args__ = (
        CheckConstraint("(offered_at IS NULL) = (offer_ends_at IS NULL)", name="offer"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        CheckConstraint(f"ended_by IN {ENDS}", name="ended_by"),
        Index(
            "uq_challenge_waits_open",
            "challenge_id",
            "member_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_challenge_waits_member_id", "member_id"),
    )

    id: Mapped[Id]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    joined_at: Mapped[CreatedAt]
    offered_at: Mapped[datetime | None]
    offer_ends_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]

    challenge: Mapped["Challenge"] = relationship()
    member: Mapped["Member"] = relationship()
