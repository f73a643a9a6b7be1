"""Asks, what members wish about being asked, and the rules of the guard."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.advocacy.models.acts import ActKind
    from hub.members.models import Company, Member

OUTCOMES = ("done", "declined", "lapsed")
# In the order in which the guard asks them.
RULES = (
    "first_value",
    "crisis",
    "pause",
    "opt_out",
    "member_budget",
    "company_budget",
    "bank",
    "gap",
)
# Those that hold for everybody at a company alike.
RULES_OF_COMPANY = ("first_value", "crisis", "company_budget")
_OPEN = text("closed_at IS NULL")


def _switch() -> Mapped[bool]:
    return mapped_column(default=True, server_default="true")


class AskRules(Base):
    """How the guard judges: one row. A rule that is off lets everything through."""

    __tablename__ = "ask_rules"
    __table_args__ = (
        CheckConstraint("id = 1", name="one"),
        CheckConstraint(
            "crisis_days >= 0 AND window_days > 0 AND member_budget >= 0 AND company_budget >= 0",
            name="numbers",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    first_value_on: Mapped[bool] = _switch()
    crisis_on: Mapped[bool] = _switch()
    pause_on: Mapped[bool] = _switch()
    opt_out_on: Mapped[bool] = _switch()
    member_budget_on: Mapped[bool] = _switch()
    company_budget_on: Mapped[bool] = _switch()
    bank_on: Mapped[bool] = _switch()
    gap_on: Mapped[bool] = _switch()
    # A crisis that is over counts for so many days more.
    crisis_days: Mapped[int] = mapped_column(default=14, server_default="14")
    # Weights of asks in so many days, today included, stay within the budgets.
    window_days: Mapped[int] = mapped_column(default=90, server_default="90")
    member_budget: Mapped[int] = mapped_column(default=10, server_default="10")
    company_budget: Mapped[int] = mapped_column(default=40, server_default="40")
    # The bank never falls below; below zero the relationship is lent on.
    bank_floor: Mapped[int] = mapped_column(default=-60, server_default="-60")

    def is_on(self, rule: str) -> bool:
        return bool(getattr(self, f"{rule}_on"))


class Ask(Base):
    """Somebody was asked for advocacy. It keeps the weight and value that its kind had that day.

    An open ask is a withdrawal that may still come, so the bank counts it until it is closed.
    """

    __tablename__ = "asks"
    __table_args__ = (
        CheckConstraint("weight >= 0 AND value >= 0", name="numbers"),
        CheckConstraint(
            "(overridden_rule IS NULL) = (overridden_because IS NULL)", name="overridden"
        ),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        Index("ix_asks_member_id", "member_id", "asked_on", "id"),
        Index("ix_asks_company_id", "company_id", "asked_on", "id"),
        Index(
            "ix_asks_member_open", "member_id", postgresql_include=["value"], postgresql_where=_OPEN
        ),
        Index(
            "ix_asks_company_open",
            "company_id",
            postgresql_include=["value"],
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("act_kinds.id"), index=True)
    weight: Mapped[int]
    value: Mapped[int]
    asked_on: Mapped[date]
    # "challenge:12:member:42": a retry of the same thing asks nothing new.
    source: Mapped[str] = mapped_column(unique=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # The rule that said no, and why a manager asked all the same.
    overridden_rule: Mapped[str | None]
    overridden_because: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    created_at: Mapped[CreatedAt]

    member: Mapped["Member"] = relationship(foreign_keys=member_id)
    company: Mapped["Company | None"] = relationship()
    kind: Mapped["ActKind"] = relationship()
    actor: Mapped["Member | None"] = relationship(foreign_keys=actor_id)


class AskPause(Base):
    """A break that a member set themselves: nobody asks them before that day."""

    __tablename__ = "ask_pauses"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    until: Mapped[date]
    set_at: Mapped[CreatedAt]


class AskOptOut(Base):
    """A kind of ask that a member does not want at all."""

    __tablename__ = "ask_opt_outs"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("act_kinds.id"), primary_key=True, index=True)
    since: Mapped[CreatedAt]
