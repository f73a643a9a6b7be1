"""A month of events as a calendar shows it, in weeks as the reader counts them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hub.events.models import Event
from hub.events.queries import Listing


@dataclass(frozen=True)
class Day:
    """One cell: `inside` says whether it belongs to the month, or only fills the week."""

    date: date
    inside: bool
    listings: Sequence[Listing]


@dataclass(frozen=True)
class Month:
    """Whole weeks that hold the month, and the first days of its neighbours."""

    first: date
    weeks: list[list[Day]]
    previous: date
    next: date

    @property
    def busy_days(self) -> list[Day]:
        """The month's days on which something takes place."""
        return [day for week in self.weeks for day in week if day.inside and day.listings]


def month_asked(text: str | None, today: date) -> date | None:
    """The first day of the month that "2026-11" names, of this one for none; None for nonsense."""
    if not text:
        return today.replace(day=1)
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else None


def after(first: date) -> date:
    """The first day of the next month."""
    return (first + timedelta(days=32)).replace(day=1)


def day_of(event: Event) -> date:
    """The day on which the event begins, where it takes place."""
    return event.starts_at.astimezone(ZoneInfo(event.timezone)).date()


def month(first: date, listings: Sequence[Listing], first_weekday: int) -> Month:
    """The calendar of the month that begins on `first`.

    In: what takes place about then, in order; `first_weekday` from 0, Monday, to 6.
    """
    by_day = defaultdict(list)
    for listing in listings:
        by_day[day_of(listing.event)].append(listing)
    end = after(first)
    start = first - timedelta(days=(first.weekday() - first_weekday) % 7)
    weeks = []
    while start < end:
        days = [start + timedelta(days=more) for more in range(7)]
        weeks.append([Day(day, day.month == first.month, by_day[day]) for day in days])
        start += timedelta(days=7)
    return Month(first, weeks, (first - timedelta(days=1)).replace(day=1), end)
