"""A member's try at a challenge, what they hand in at each step, and the decisions on it."""

import hashlib
import json
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.challenges.models.challenges import Challenge, Step
    from hub.members.models import Member
    from hub.pictures import Picture

STATES = ("in_progress", "waiting", "returned", "approved", "rejected", "given_up")
# With the member or with a reviewer; and those that hold one of a challenge's seats.
OPEN = ("in_progress", "waiting", "returned")
SEATED = (*OPEN, "approved")
DECISIONS = ("approved", "returned", "rejected")


class Attempt(Base):
    """One member's try at one challenge; where it may be done again, one for each round.

    `state` is where it stands; its history is in `submissions` and `reviews`. The points promised
    when it began are kept, so that a later edit of the challenge breaks no promise.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("challenge_id", "member_id", "round"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("round > 0", name="round"),
        CheckConstraint("(state = 'given_up') = (given_up_at IS NOT NULL)", name="given_up"),
        Index(
            "uq_attempts_open",
            "challenge_id",
            "member_id",
            unique=True,
            postgresql_where=text(f"state IN {OPEN}"),
        ),
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("state <> 'waiting' OR handed_in_at IS NOT NULL", name="handed_in"),
        Index(
            "ix_attempts_waiting", "handed_in_at", "id", postgresql_where=text("state = 'waiting'")
        ),
        Index("ix_attempts_member_id", "member_id", "state"),
    )

    id: Mapped[Id]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    state: Mapped[str] = mapped_column(default="in_progress")
    points: Mapped[int]
    started_at: Mapped[CreatedAt]
    handed_in_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    challenge: Mapped["Challenge"] = relationship()
    member: Mapped["Member"] = relationship()
    submissions: Mapped[list["Submission"]] = relationship(back_populates="attempt")
    reviews: Mapped[list["Review"]] = relationship(back_populates="attempt", order_by="Review.id")

    @property
    def is_editable(self) -> bool:
        """Whether the member may still change what is handed in."""
        return self.state in ("in_progress", "returned")


class Submission(Base):
    """What a member hands in at one step; a draft until the attempt is handed in.

    `content` depends on the step: link: {"done": true} · answer: {"text": …} · choice:
    {"options": […]} · picture: {} with `picture_id`.

    `saved_from` is the page it was last saved from and `turn` which of that page's saves it was:
    pages of one member must not overwrite each other, and a page's saves may arrive out of order.
    """

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("attempt_id", "step_id"),)

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    saved_at: Mapped[CreatedAt]
    saved_from: Mapped[str | None]
    turn: Mapped[int] = mapped_column(default=0, server_default="0")

    attempt: Mapped[Attempt] = relationship(back_populates="submissions")
    step: Mapped["Step"] = relationship()
    picture: Mapped["Picture | None"] = relationship()


def digest(content: dict[str, Any]) -> str:
    """A short name for exactly this content, by which a page says what it had seen."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


class Review(Base):
    """A manager's decision on an attempt that was handed in, with a message to the member."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint(f"decision IN {DECISIONS}", name="decision"),
        CheckConstraint("decision = 'approved' OR message <> ''", name="message"),
        Index("ix_reviews_attempt_id", "attempt_id", "id"),
        Index(
            "ix_reviews_approved",
            "decided_at",
            postgresql_where=text("decision = 'approved'"),
        ),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    decision: Mapped[str]
    message: Mapped[str] = mapped_column(default="", server_default="")
    decided_at: Mapped[CreatedAt]

    attempt: Mapped[Attempt] = relationship(back_populates="reviews")
    reviewer: Mapped["Member"] = relationship()
