"""Challenges and their ordered steps."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.challenges.models.limits import Limits, limit_checks
from hub.db import Base, CreatedAt, Id
from hub.members.models import ForSome
from hub.searchable import Searchable, said, search_indexes
from hub.translatable import Translatable

if TYPE_CHECKING:
    from hub.advocacy.models import ActKind
    from hub.ledger.models import Badge
    from hub.pictures import Picture

KINDS = (
    "review", "testimonial", "case_study", "reference", "referral", "webinar", "social", "survey",
    "idea", "beta", "board", "quiz", "feedback", "profile", "onboarding", "meetup", "event",
    "learning", "alumni",
)  # fmt: skip
STEP_KINDS = (
    "link", "answer", "picture", "choice", "rating", "quiz", "document", "proof", "review_site",
    "share", "code", "consent", "profile", "attend", "refer", "board", "elsewhere",
)  # fmt: skip
# In characters; no step may ask for more.
LONGEST_ANSWER = 20_000


class Challenge(Searchable, Translatable, ForSome, Limits, Base):
    """Something worth doing. Members see it between its opening and its close."""

    SAID = ("title", "summary", "description")
    FOUND_BY = (said("title"), said("summary"), said("description"))

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("closed_at IS NULL OR published_at IS NOT NULL", name="closed_after"),
        *limit_checks(),
        Index("ix_challenges_published_at", "published_at", "id"),
        *search_indexes("challenges"),
    )

    id: Mapped[Id]
    title: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str]
    points: Mapped[int]
    minutes: Mapped[int]
    badge_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    act_kind_id: Mapped[int | None] = mapped_column(ForeignKey("act_kinds.id"))
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None]
    # The last instant at which it can be handed in.
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    steps: Mapped[list["Step"]] = relationship(
        back_populates="challenge", order_by="Step.place", cascade="all, delete-orphan"
    )
    badge: Mapped["Badge | None"] = relationship(foreign_keys=badge_id)
    act_kind: Mapped["ActKind | None"] = relationship()
    picture: Mapped["Picture | None"] = relationship()

    @hybrid_property
    def is_open(self) -> bool:
        """Whether members can take it up and hand it in now."""
        now = clock.now()
        return bool(
            self.published_at
            and self.published_at <= now
            and (self.opens_at is None or self.opens_at <= now)
            and self.closed_at is None
            and (self.closes_at is None or self.closes_at > now)
        )

    @is_open.inplace.expression
    @classmethod
    def _is_open_expression(cls) -> ColumnElement[bool]:
        now = clock.now()
        return and_(
            cls.published_at <= now,
            or_(cls.opens_at.is_(None), cls.opens_at <= now),
            cls.closed_at.is_(None),
            or_(cls.closes_at.is_(None), cls.closes_at > now),
        )

    @hybrid_property
    def is_scheduled(self) -> bool:
        """Whether it is published and its opening is still to come."""
        return bool(
            self.published_at
            and self.closed_at is None
            and self.opens_at
            and self.opens_at > clock.now()
        )

    @is_scheduled.inplace.expression
    @classmethod
    def _is_scheduled_expression(cls) -> ColumnElement[bool]:
        return and_(
            cls.published_at.is_not(None), cls.closed_at.is_(None), cls.opens_at > clock.now()
        )

    @property
    def state(self) -> str:
        """One of draft, scheduled, open, closed."""
        if self.published_at is None:
            return "draft"
        if self.is_scheduled:
            return "scheduled"
        return "open" if self.is_open else "closed"


class Step(Translatable, Base):
    """One thing to do in a challenge. `settings` depend on the kind: see `hub.challenges.steps`."""

    SAID = ("title", "help")

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("challenge_id", "place", deferrable=True, initially="DEFERRED"),
        CheckConstraint(f"kind IN {STEP_KINDS}", name="kind"),
        CheckConstraint("title <> ''", name="title"),
    )

    id: Mapped[Id]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    place: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    help: Mapped[str] = mapped_column(default="", server_default="")
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    # Taken out of a published challenge: what members handed in at it stays readable.
    retired_at: Mapped[datetime | None]

    challenge: Mapped[Challenge] = relationship(back_populates="steps")
