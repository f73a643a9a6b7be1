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
    from hub.documents import Document
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
        CheckConstraint("state <> 'waiting' OR due_at IS NOT NULL", name="due"),
        Index("ix_attempts_waiting", "due_at", "id", postgresql_where=text("state = 'waiting'")),
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
    # When the member was promised an answer. A promise stays what it was when rules change.
    due_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    challenge: Mapped["Challenge"] = relationship()
    member: Mapped["Member"] = relationship()
    submissions: Mapped[list["Submission"]] = relationship(back_populates="attempt")
    # Without those that were undone at once: they are as if they had not been.
    reviews: Mapped[list["Review"]] = relationship(
        back_populates="attempt",
        order_by="Review.id",
        primaryjoin=(
            "and_(Review.attempt_id == Attempt.id,"
            " or_(Review.undone_at.is_(None), Review.undone_because != ''))"
        ),
    )

    @property
    def is_editable(self) -> bool:
        """Whether the member may still change what is handed in."""
        return self.state in ("in_progress", "returned")


class Submission(Base):
    """What a member hands in at one step; a draft until the attempt is handed in.

    `content` depends on the step's kind: see `hub.challenges.steps`. `done` is what its kind said
    when it was last saved, so that a count needs no more than a select; handing in asks anew.

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
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("documents.id"))
    done: Mapped[bool] = mapped_column(default=False, server_default="false")
    # What the hub itself found at the step, and no page writes: a quiz that was passed, a code that
    # was right, an act. Empty until then.
    found: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    saved_at: Mapped[CreatedAt]
    saved_from: Mapped[str | None]
    turn: Mapped[int] = mapped_column(default=0, server_default="0")

    attempt: Mapped[Attempt] = relationship(back_populates="submissions")
    step: Mapped["Step"] = relationship()
    picture: Mapped["Picture | None"] = relationship()
    document: Mapped["Document | None"] = relationship()

    @property
    def given(self) -> bool:
        """Whether anything is there."""
        return bool(self.content or self.found or self.picture_id or self.document_id)


def digest(content: dict[str, Any]) -> str:
    """A short name for exactly this content, by which a page says what it had seen."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


class Review(Base):
    """A manager's decision on an attempt that was handed in, with a message to the member.

    One that is undone counts no more. Undone with a reason it stays readable; undone at once, it
    has none, and is as if it had not been.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint(f"decision IN {DECISIONS}", name="decision"),
        CheckConstraint("decision = 'approved' OR message <> ''", name="message"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone"),
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
    # The badge that came with it, where the member did not have it before.
    badge_award_id: Mapped[int | None] = mapped_column(
        ForeignKey("badge_awards.id", ondelete="SET NULL"), index=True
    )
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    undone_because: Mapped[str] = mapped_column(default="", server_default="")

    attempt: Mapped[Attempt] = relationship(back_populates="reviews")
    reviewer: Mapped["Member"] = relationship(foreign_keys=reviewer_id)
    steps: Mapped[list["Step"]] = relationship(
        secondary="review_steps", order_by="Step.place", viewonly=True
    )
