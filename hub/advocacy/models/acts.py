"""Acts and their kinds."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    case,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.translatable import Translatable

if TYPE_CHECKING:
    from hub.members.models import Company, Member

WITHDRAWAL, DEPOSIT = DIRECTIONS = ("withdrawal", "deposit")
_STANDS = text("taken_back_at IS NULL")


class ActKind(Translatable, Base):
    """A kind of act. A withdrawal is what a member does for us; a deposit what we do for them.

    A kind that is retired is not chosen any more; what was recorded of it stays.
    """

    SAID = ("name",)

    __tablename__ = "act_kinds"
    __table_args__ = (
        CheckConstraint("direction IN ('withdrawal', 'deposit')", name="direction"),
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("weight >= 0", name="weight"),
        CheckConstraint("gap_days >= 0", name="gap_days"),
        # What acts refer to, so that none can disagree with its kind about the direction.
        UniqueConstraint("id", "direction"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[str]
    value: Mapped[int]
    # What asking for it weighs in the budgets, and how many days lie between two such asks.
    weight: Mapped[int] = mapped_column(default=1, server_default="1")
    gap_days: Mapped[int] = mapped_column(default=0, server_default="0")
    retired_at: Mapped[datetime | None]


class Act(Base):
    """One act. It keeps the value that its kind had on the day.

    What was recorded by mistake is taken back: it stays readable and counts no more.
    """

    __tablename__ = "acts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["kind_id", "direction"],
            ["act_kinds.id", "act_kinds.direction"],
            name="fk_acts_kind_id_direction",
        ),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_because IS NULL)", name="taken_back"
        ),
        Index("ix_acts_occurred_on", "occurred_on", "id"),
        Index("ix_acts_kind_id", "kind_id", "occurred_on", "id"),
        Index("ix_acts_member_id", "member_id", "occurred_on", "id"),
        Index("ix_acts_company_id", "company_id", "occurred_on", "id"),
        # The bank's balances, read from the index alone.
        Index(
            "ix_acts_member_bank",
            "member_id",
            postgresql_include=["direction", "value"],
            postgresql_where=_STANDS,
        ),
        Index(
            "ix_acts_company_bank",
            "company_id",
            postgresql_include=["direction", "value"],
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[Id]
    kind_id: Mapped[int]
    direction: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # The member's company on that day, if any.
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    value: Mapped[int]
    occurred_on: Mapped[date]
    # "challenge:12:member:42": a retry of the same thing records nothing new.
    source: Mapped[str] = mapped_column(unique=True)
    # "event:12": what it was about, where that can be asked for; see `hub.advocacy.occasions`.
    about: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="", server_default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[CreatedAt]
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    taken_back_because: Mapped[str | None]

    kind: Mapped[ActKind] = relationship()
    member: Mapped["Member"] = relationship(foreign_keys=member_id)
    company: Mapped["Company | None"] = relationship()
    actor: Mapped["Member | None"] = relationship(foreign_keys=actor_id)

    @hybrid_property
    def signed(self) -> int:
        """What the act does to the bank: a deposit adds its value, a withdrawal takes it."""
        return self.value if self.direction == DEPOSIT else -self.value

    @signed.inplace.expression
    @classmethod
    def _signed_expression(cls) -> ColumnElement[int]:
        return case((cls.direction == DEPOSIT, cls.value), else_=-cls.value)
