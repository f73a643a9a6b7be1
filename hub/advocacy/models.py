"""Acts and their kinds."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member


class ActKind(Base):
    """A kind of act. A withdrawal is what a member does for us; a deposit what we do for them."""

    __tablename__ = "act_kinds"
    __table_args__ = (
        CheckConstraint("direction IN ('withdrawal', 'deposit')", name="direction"),
        CheckConstraint("value >= 0", name="value"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[str]
    value: Mapped[int]
    retired_at: Mapped[datetime | None]


class Act(Base):
    """One act. It keeps the value that its kind had on the day."""

    __tablename__ = "acts"
    __table_args__ = (
        Index("ix_acts_member_id", "member_id", "occurred_on", "id"),
        Index("ix_acts_company_id", "company_id", "occurred_on", "id"),
    )

    id: Mapped[Id]
    kind_id: Mapped[int] = mapped_column(ForeignKey("act_kinds.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # The member's company on that day, if any.
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    value: Mapped[int]
    occurred_on: Mapped[date]
    # "challenge:12:member:42": a retry of the same thing records nothing new.
    source: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(default="", server_default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[CreatedAt]

    kind: Mapped[ActKind] = relationship()
    member: Mapped["Member"] = relationship(foreign_keys=member_id)
