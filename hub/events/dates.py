"""When an event is: in its own time zone, by name, and in the reader's where that differs."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from hub import clock
from hub.events.models import Chapter, Event
from hub.web.words import pattern
from hub.web.zones import city


def there(event: Event) -> str:
    """Date and time where it takes place, with the zone's name."""
    zone = ZoneInfo(event.timezone)
    return _("%(span)s, %(zone)s", span=_span(event, zone), zone=zone_name(event))


def here(event: Event, timezone: str | None) -> str | None:
    """Date and time in `timezone`, or None where the clocks there say the same."""
    if not timezone:
        return None
    own, other = ZoneInfo(event.timezone), ZoneInfo(timezone)
    if event.starts_at.astimezone(own).utcoffset() == event.starts_at.astimezone(other).utcoffset():
        return None
    return _span(event, other)


def zone_name(event: Event) -> str:
    """The zone as people call it: "Brussels time (CET)"."""
    start = event.starts_at.astimezone(ZoneInfo(event.timezone))
    if "/" not in event.timezone:
        return event.timezone
    return _("%(city)s time (%(short)s)", city=city(event.timezone), short=start.tzname())


def local_time(chapter: Chapter) -> str:
    """What the clocks say there now, with the day of the week."""
    return _local(clock.now().astimezone(ZoneInfo(chapter.timezone)), pattern("EHm"))


def tile(event: Event) -> tuple[str, str]:
    """Month and day for a calendar leaf, where it takes place."""
    day = event.starts_at.astimezone(ZoneInfo(event.timezone)).date()
    return format_date(day, "MMM"), str(day.day)


def _span(event: Event, zone: ZoneInfo) -> str:
    start, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    full, hours = pattern("yMMMEd", "Hm"), pattern("Hm")
    until = hours if start.date() == end.date() else full
    return f"{_local(start, full)}–{_local(end, until)}"


def _local(instant: datetime, shape: str) -> str:
    return format_datetime(instant.replace(tzinfo=None), shape, rebase=False)
