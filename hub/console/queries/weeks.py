"""How the programme moves, week by week, for a chart."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from hub import clock
from hub.challenges.models import Review
from hub.db import db
from hub.events.models import Registration

SHOWN = 12


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday, in UTC: challenges completed, and places taken at events."""

    monday: date
    completed: int
    registered: int


def weeks() -> list[Week]:
    """The last twelve weeks, the oldest first, this one included; empty ones too."""
    newest = clock.today() - timedelta(days=clock.today().weekday())
    mondays = [newest - timedelta(weeks=back) for back in range(SHOWN - 1, -1, -1)]
    found = _counts(datetime.combine(mondays[0], time(), UTC))
    return [
        Week(monday, found.get(("completed", monday), 0), found.get(("registered", monday), 0))
        for monday in mondays
    ]


def _counts(since: datetime) -> dict[tuple[str, date], int]:
    completed = _by_week("completed", Review.decided_at, since).where(
        Review.decision == "approved", Review.undone_at.is_(None)
    )
    registered = _by_week("registered", Registration.registered_at, since)
    rows = db.session.execute(union_all(completed, registered))
    return {(what, monday.date()): count for what, monday, count in rows}


def _by_week(what: str, at: InstrumentedAttribute[datetime], since: datetime) -> Select[Any]:
    week = func.date_trunc("week", func.timezone("UTC", at)).label("week")
    return select(literal(what), week, func.count()).where(at >= since).group_by(week)
