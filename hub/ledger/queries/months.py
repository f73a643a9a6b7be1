"""A member's points by month, for a chart."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select

from hub import clock
from hub.db import db
from hub.ledger.models import Account, Transfer

SHOWN = 12


@dataclass(frozen=True)
class Month:
    """Points of a calendar month. What came back counts against the month in which it did."""

    first_day: date
    earned: int
    spent: int


def months(member_id: int, zone: str) -> list[Month]:
    """The last twelve months, the oldest first, this one included, empty ones too.

    In: `zone`, the reader's time zone by its name, which decides where a month begins.
    """
    account_id = db.session.scalar(select(Account.id).where(Account.member_id == member_id))
    found = {} if account_id is None else _sums(account_id, zone)
    return [Month(day, *found.get(day, (0, 0))) for day in clock.months(SHOWN)]


def _sums(account_id: int, zone: str) -> dict[date, tuple[int, int]]:
    month = func.date_trunc("month", func.timezone(zone, Transfer.created_at)).label("month")
    earned = _signed(Transfer.destination_id == account_id, "award")
    given_out = _signed(Transfer.source_id == account_id, "hold")
    rows = db.session.execute(
        select(month, func.sum(earned), func.sum(given_out))
        .where(
            or_(Transfer.source_id == account_id, Transfer.destination_id == account_id),
            func.timezone(zone, Transfer.created_at) >= clock.months(SHOWN)[0],
        )
        .group_by(month)
    )
    return {month.date(): (int(into), int(out)) for month, into, out in rows}


def _signed(forth: ColumnElement[bool], reason: str) -> ColumnElement[int]:
    """The points of a movement that goes forth for that reason, or less those that come back."""
    back = {"award": "reverse", "hold": "release"}[reason]
    return case(
        (forth & (Transfer.reason == reason), Transfer.points),
        (~forth & (Transfer.reason == back), -Transfer.points),
        else_=0,
    )
