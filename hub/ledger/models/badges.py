"""Marks of single achievements. They stay with the person."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.translatable import Translatable


class Badge(Translatable, Base):
    """What is awarded for one kind of achievement."""

    SAID = ("name", "description")

    __tablename__ = "badges"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str]
    icon: Mapped[str]
    tone: Mapped[str]


class BadgeAward(Base):
    """A badge given to a member, once."""

    __tablename__ = "badge_awards"
    __table_args__ = (UniqueConstraint("member_id", "badge_id"),)

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # What it was given for, in words.
    note: Mapped[str] = mapped_column(default="", server_default="")
    awarded_at: Mapped[CreatedAt]
    # When the member was congratulated; only a first badge is worth paper in the air.
    celebrated_at: Mapped[datetime | None]

    badge: Mapped[Badge] = relationship()
