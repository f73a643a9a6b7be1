"""A year, lived through in order: what happens when, and when people do things at all."""

import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hub import clock

# Local hours in which people are at their desks, the busiest more often.
_HOURS = (8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 19, 20, 21)
_OPENS, _CLOSES = 9, 17


class Timeline:
    """Happenings, played in the order of their instants. What lies after `now` never happens."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._lived = datetime.min.replace(tzinfo=UTC)
        self._heap: list[tuple[datetime, int]] = []
        self._happenings: dict[int, Callable[[], Any]] = {}
        self._numbers = itertools.count()

    def at(self, instant: datetime, do: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Let `do(*args, **options)` happen at that instant. A happening may plan later ones."""
        # What follows from something does not come before it.
        instant = max(instant, self._lived)
        if instant <= self.now:
            number = next(self._numbers)
            self._happenings[number] = partial(do, *args, **options)
            heapq.heappush(self._heap, (instant, number))

    def play(self) -> None:
        """Live through everything, with the hub's clock telling the instant."""
        while self._heap:
            instant, number = heapq.heappop(self._heap)
            self._lived = instant
            with clock.travel(instant):
                self._happenings.pop(number)()


def awake(instant: datetime, zone: ZoneInfo, rng: Random) -> datetime:
    """About that instant, at an hour when people there are up; on weekends now and then."""
    local = instant.astimezone(zone)
    if local.weekday() > 4 and rng.random() < 0.75:
        local -= timedelta(days=local.weekday() - 4)
    local = local.replace(hour=rng.choice(_HOURS), minute=rng.randrange(60))
    return local.astimezone(UTC)


def decent(instant: datetime, zone: ZoneInfo) -> datetime:
    """That instant, moved within its local day to hours at which people work."""
    local = instant.astimezone(zone)
    if local.hour < _OPENS:
        local = local.replace(hour=_OPENS + local.hour // 3)
    elif local.hour >= _CLOSES:
        local = local.replace(hour=_CLOSES - 1 - (local.hour - _CLOSES) // 3)
    return local.astimezone(UTC)


def office(instant: datetime, zone: ZoneInfo, rng: Random) -> datetime:
    """That instant, or the next morning on which the office there is open."""
    local = instant.astimezone(zone)
    if local.hour >= _CLOSES:
        local = _next_morning(local, rng)
    elif local.hour < _OPENS:
        local = _morning(local, rng)
    while local.weekday() > 4:
        local = _next_morning(local, rng)
    return local.astimezone(UTC)


def _next_morning(local: datetime, rng: Random) -> datetime:
    return _morning(local + timedelta(days=1), rng)


def _morning(local: datetime, rng: Random) -> datetime:
    return local.replace(hour=_OPENS + rng.randrange(2), minute=rng.randrange(60))
