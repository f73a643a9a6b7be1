"""What reviewers work with: the promise, claims, saved phrases, steps to mend, bulk approvals."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.challenges.models.attempts import DECISIONS, Attempt
from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member

# Why one of several was not approved with the others.
REFUSALS = ("own", "claimed", "taken_back", "changed", "decided")


class ReviewRules(Base):
    """How reviews are run here: one row."""

    __tablename__ = "review_rules"
    __table_args__ = (
        CheckConstraint("id = 1", name="one"),
        CheckConstraint("promise_hours BETWEEN 1 AND 2160", name="promise_hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    # Members have an answer within so many hours of handing in.
    promise_hours: Mapped[int] = mapped_column(default=72, server_default="72")

    @property
    def promise(self) -> timedelta:
        return timedelta(hours=self.promise_hours)


class Claim(Base):
    """Who is looking at an attempt, and until when. A new claim takes the place of a lapsed one."""

    __tablename__ = "review_claims"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    claimed_at: Mapped[CreatedAt]
    until: Mapped[datetime]

    member: Mapped["Member"] = relationship()


class Phrase(Base):
    """Words that reviewers use again and again with one decision. Retired, never deleted."""

    __tablename__ = "review_phrases"
    __table_args__ = (
        CheckConstraint(f"decision IN {DECISIONS}", name="decision"),
        CheckConstraint("title <> '' AND words <> ''", name="said"),
    )

    id: Mapped[Id]
    decision: Mapped[str]
    title: Mapped[str]
    words: Mapped[str]
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    retired_at: Mapped[datetime | None]


class ReviewStep(Base):
    """A step that a returned attempt needs work at."""

    __tablename__ = "review_steps"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    step_id: Mapped[int] = mapped_column(
        ForeignKey("steps.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Breach(Base):
    """A promise that was broken, and that reviewers were told of it: once for each promise."""

    __tablename__ = "promise_breaches"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    told_at: Mapped[CreatedAt]


class ApprovalBatch(Base):
    """Several approved in one go. `token` makes a form that is sent twice one batch."""

    __tablename__ = "approval_batches"

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    begun_at: Mapped[CreatedAt]

    lines: Mapped[list["BatchLine"]] = relationship(order_by="BatchLine.attempt_id")


class BatchLine(Base):
    """How it went with one of them: approved where there is no refusal."""

    __tablename__ = "approval_batch_lines"
    __table_args__ = (
        CheckConstraint(f"refusal IS NULL OR refusal IN {REFUSALS}", name="refusal"),
        Index("ix_approval_batch_lines_attempt_id", "attempt_id"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("approval_batches.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    refusal: Mapped[str | None]
    at: Mapped[CreatedAt]

    attempt: Mapped[Attempt] = relationship()
