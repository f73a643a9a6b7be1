"""Events and chapters that are found by words."""

from dataclasses import replace

from sqlalchemy import select

from hub import clock
from hub.events.models import Chapter, Event
from hub.events.queries.hosting import hosted_by
from hub.events.queries.listing import listings_of, published
from hub.members.models import Member
from hub.searchable import Found, Wanted, find


def search(member: Member, wanted: Wanted) -> Found:
    """Listings of what fits among the published events; one can still go to what comes first."""
    over = Event.ends_at <= clock.now()
    found = find(published(), Event, wanted, over)
    return replace(found, items=listings_of(found.items, member))


def search_hosted(member: Member, wanted: Wanted) -> Found:
    """What fits among the events that the member may run, drafts and cancelled ones too."""
    return find(hosted_by(member), Event, wanted, Event.ends_at <= clock.now())


def search_chapters(_member: Member, wanted: Wanted) -> Found:
    """Chapters that fit; every member sees them all."""
    return find(select(Chapter), Chapter, wanted)
