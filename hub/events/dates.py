"""When an event is: in its own time zone, by name, and in the reader's where that differs."""

from zoneinfo import ZoneInfo

from flask_babel import format_date

from hub import clock
from hub.events.models import Chapter, Event
from hub.web.spans import Span, local
from hub.web.words import pattern


def there(event: Event) -> str:
    """Date and time where it takes place, with the zone's name."""
    return _span(event).there()


def here(event: Event, timezone: str | None) -> str | None:
    """Date and time in `timezone`, or None where the clocks there say the same."""
    return _span(event).here(timezone)


def local_time(chapter: Chapter) -> str:
    """What the clocks say there now, with the day of the week."""
    return local(clock.now().astimezone(ZoneInfo(chapter.timezone)), pattern("EHm"))


def tile(event: Event) -> tuple[str, str]:
    """Month and day for a calendar leaf, where it takes place."""
    day = event.starts_at.astimezone(ZoneInfo(event.timezone)).date()
    return format_date(day, "MMM"), str(day.day)


def _span(event: Event) -> Span:
    return Span(event.starts_at, event.ends_at, event.timezone)
