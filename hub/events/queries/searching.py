"""Events and chapters that are found by words."""

from dataclasses import replace

from sqlalchemy import ColumnElement, Select, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import TSVECTOR

from hub import clock
from hub.events.models import Chapter, Event
from hub.events.queries.hosting import hosted_by
from hub.events.queries.listing import listings_of, published
from hub.members.models import Member
from hub.searchable import Found, Wanted, find


def search(member: Member, wanted: Wanted) -> Found:
    """Listings of what fits among the published events; one can still go to what comes first."""
    found = _find(published(member), wanted)
    return replace(found, items=listings_of(found.items, member))


def search_hosted(member: Member, wanted: Wanted) -> Found:
    """What fits among the events that the member may run, drafts and cancelled ones too."""
    return _find(hosted_by(member), wanted)


def search_chapters(_member: Member, wanted: Wanted) -> Found:
    """Chapters that fit; every member sees them all."""
    return find(select(Chapter), Chapter, wanted)


def _find(events: Select, wanted: Wanted) -> Found:
    over = Event.ends_at <= clock.now()
    with_chapters = events.outerjoin(Chapter, Chapter.id == Event.chapter_id)
    return find(with_chapters, Event, wanted, over, words=_words())


def _words() -> ColumnElement:
    """An event's own words, and what its chapter and that one's city are called."""
    called: ColumnElement = literal_column(
        "setweight(ts_filter(chapters.search_words, '{a,b}'), 'B')"
    )
    return Event.search_words.op("||")(func.coalesce(called, cast("", TSVECTOR)))
