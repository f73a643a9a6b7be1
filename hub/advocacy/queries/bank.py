"""The loyalty bank: deposits minus withdrawals, of a member or of a company."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from hub import clock
from hub.advocacy.models import DEPOSIT, WITHDRAWAL, Act
from hub.db import db
from hub.members.models import Company, Member

SHOWN = 24


@dataclass(frozen=True)
class Bank:
    """What we did for them, and what they did for us, in the values of the acts."""

    deposits: int
    withdrawals: int

    @property
    def balance(self) -> int:
        return self.deposits - self.withdrawals


@dataclass(frozen=True)
class Month:
    """The acts of a calendar month."""

    first_day: date
    deposits: int
    withdrawals: int


def bank(owner: Member | Company) -> Bank:
    """The bank of a member, or of a company: of everybody's acts in their time there."""
    deposits, withdrawals = db.session.execute(
        select(_sum(DEPOSIT), _sum(WITHDRAWAL)).where(_of(owner), _stands())
    ).one()
    return Bank(deposits, withdrawals)


def balances(column: Any, ids: Collection[int]) -> dict[int, int]:
    """The balances of many at once, 0 for those without an act.

    In: `column`, `Act.member_id` or `Act.company_id`, and which of them.
    """
    rows = db.session.execute(
        select(column, func.sum(Act.signed)).where(column.in_(ids), _stands()).group_by(column)
    )
    return dict.fromkeys(ids, 0) | {id: int(balance) for id, balance in rows}


def months(owner: Member | Company) -> list[Month]:
    """The last 24 months, the oldest first, this one included, empty ones too."""
    days = clock.months(SHOWN)
    month = func.date_trunc("month", Act.occurred_on).label("month")
    rows = db.session.execute(
        select(month, _sum(DEPOSIT), _sum(WITHDRAWAL))
        .where(_of(owner), _stands(), Act.occurred_on >= days[0])
        .group_by(month)
    )
    found = {first.date(): (into, out) for first, into, out in rows}
    return [Month(day, *found.get(day, (0, 0))) for day in days]


def _sum(direction: str) -> ColumnElement[int]:
    values = func.sum(Act.value).filter(Act.direction == direction)
    return cast(func.coalesce(values, 0), BigInteger)


def _of(owner: Member | Company) -> ColumnElement[bool]:
    return (Act.member_id if isinstance(owner, Member) else Act.company_id) == owner.id


def _stands() -> ColumnElement[bool]:
    return Act.taken_back_at.is_(None)
