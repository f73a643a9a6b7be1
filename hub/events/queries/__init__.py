"""Questions about events."""

from hub.events.queries.chapters import chapter, chapters, leaders
from hub.events.queries.doings import registrations_of
from hub.events.queries.hosting import hosted, hosted_chapters, hosts, may_host
from hub.events.queries.listing import (
    Listing,
    between,
    coming,
    coming_page,
    event,
    event_for,
    inside,
    listing,
    past,
    past_page,
)
from hub.events.queries.searching import search, search_chapters, search_hosted

__all__ = [
    "Listing",
    "between",
    "chapter",
    "chapters",
    "coming",
    "coming_page",
    "event",
    "event_for",
    "hosted",
    "hosted_chapters",
    "hosts",
    "inside",
    "leaders",
    "listing",
    "may_host",
    "past",
    "past_page",
    "registrations_of",
    "search",
    "search_chapters",
    "search_hosted",
]
