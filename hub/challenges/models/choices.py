"""What a member decides about a challenge: to put it aside, and what they think of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member

LATER, NOT_FOR_ME = ASIDE_KINDS = ("later", "not_for_me")
REASONS = ("no_time", "not_allowed", "not_my_topic", "too_few_points", "other")
LONGEST_WORDS = 1000


class Aside(Base):
    """A member put a challenge aside: for later, or as nothing for them. It ends when they take
    it back, and the row stays."""

    __tablename__ = "challenge_asides"
    __table_args__ = (
        CheckConstraint(f"kind IN {ASIDE_KINDS}", name="kind"),
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
        CheckConstraint(
            "kind = 'not_for_me' OR (reason IS NULL AND words = '')", name="reasons_of_no"
        ),
        CheckConstraint(f"char_length(words) <= {LONGEST_WORDS}", name="words"),
        Index(
            "uq_challenge_asides_open",
            "member_id",
            "challenge_id",
            unique=True,
            postgresql_where=text("back_at IS NULL"),
        ),
        Index("ix_challenge_asides_challenge_id", "challenge_id", "id"),
    )

    id: Mapped[Id]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str]
    reason: Mapped[str | None]
    words: Mapped[str] = mapped_column(default="", server_default="")
    put_at: Mapped[CreatedAt]
    back_at: Mapped[datetime | None]

    member: Mapped["Member"] = relationship()


class Opinion(Base):
    """What a member thinks of a challenge that they have completed; managers read it."""

    __tablename__ = "challenge_opinions"
    __table_args__ = (
        UniqueConstraint("challenge_id", "member_id"),
        CheckConstraint(f"char_length(words) <= {LONGEST_WORDS}", name="words"),
        Index("ix_challenge_opinions_member_id", "member_id"),
    )

    id: Mapped[Id]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    up: Mapped[bool]
    words: Mapped[str] = mapped_column(default="", server_default="")
    said_at: Mapped[CreatedAt]

    member: Mapped["Member"] = relationship()
