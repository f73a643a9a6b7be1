"""One event as an iCalendar file."""

import re
from datetime import UTC
from urllib.parse import urlsplit

import icalendar

from hub import clock
from hub.events.models import Event


def ics(event: Event, url: str, *, hub: str, placed: bool) -> bytes:
    """The file's content.

    In: `url`, the event's page; `hub`, what the hub is called; `placed`, whether to say where.
    """
    entry = icalendar.Event()
    # The same for ever, so that a second download updates the first.
    entry.add("uid", f"event-{event.id}@{urlsplit(url).hostname}")
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("description", f"{event.summary}\n\n{hub}: {url}")
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    where = event.place or event.online_url
    if placed and where:
        entry.add("location", where)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Advocate hub//Events//EN")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return calendar.to_ical()


def file_name(event: Event) -> str:
    """A name that is safe in a header and on a disk: "ghent-meet-up-12.ics"."""
    words = re.sub(r"[^a-z0-9]+", "-", event.title.lower()).strip("-")[:60].strip("-")
    return f"{words or 'event'}-{event.id}.ics"
