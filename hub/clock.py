"""The hub's one clock. Rules ask it for the time, so that history can be told and tested.

`travel()` exists for the demo programme, which lives through a year by the same operations
that a real hub uses, and for tests of rules that depend on dates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

# Whoever types an earlier year for something that happened has slipped.
EARLIEST = date(1990, 1, 1)

_travelled: ContextVar[datetime | None] = ContextVar("hub_clock", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _travelled.get() or datetime.now(UTC)


def today() -> date:
    """The current UTC date."""
    return now().date()


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Let `now()` answer `to` (aware) inside the block."""
    token = _travelled.set(to.astimezone(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)


def months(count: int) -> list[date]:
    """The first days of so many calendar months, the oldest first and this month last."""
    newest = today().year * 12 + today().month - 1
    return [date(m // 12, m % 12 + 1, 1) for m in range(newest - count + 1, newest + 1)]
