"""Events as members see them: with the seats left and their own place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub import clock
from hub.db import db
from hub.events.models import Chapter, Event, Registration
from hub.events.queries.hosting import may_host, registered_counts
from hub.members.models import Member, Space
from hub.members.queries.visibility import visible_to, within_reach
from hub.paging import Key, Page, paginate

IN_A_MONTH = 300


@dataclass(frozen=True)
class Listing:
    """An event, how many places are taken, and the member's own registration if it stands."""

    event: Event
    taken: int
    registration: Registration | None

    @property
    def left(self) -> int | None:
        """Seats left; None when there is no limit."""
        return None if self.event.seats is None else max(0, self.event.seats - self.taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0


def event(id: int) -> Event | None:
    """The event with its chapter and picture."""
    return db.session.scalar(_with_chapter().where(Event.id == id))


def event_for(id: int, member: Member) -> Event | None:
    """The same, for those who may see it or run it; a draft exists only for those who run it."""
    found = event(id)
    if found is None or may_host(member, found):
        return found
    seen = select(Event.id).where(
        Event.id == id, Event.published_at.is_not(None), is_seen_by(member)
    )
    return found if db.session.scalar(seen) is not None else None


def _with_chapter() -> Select:
    return select(Event).options(
        joinedload(Event.chapter), joinedload(Event.picture), joinedload(Event.space)
    )


def listing(event: Event, member: Member) -> Listing:
    """One event for one member."""
    return listings_of([event], member)[0]


def coming(member: Member, limit: int = 3, chapter: Chapter | None = None) -> list[Listing]:
    """What comes next, the soonest first."""
    statement = _coming(member, chapter).order_by(Event.starts_at, Event.id).limit(limit)
    return listings_of(db.session.scalars(statement).all(), member)


def inside(space: Space, member: Member, limit: int, *, ahead: bool = False) -> list[Listing]:
    """What comes next in a space, the soonest first.

    In: `ahead`, to show somebody who looks after it what its people will see.
    """
    seen = _listed() if ahead else published(member)
    statement = seen.where(Event.space_id == space.id, Event.ends_at > clock.now())
    ordered = statement.order_by(Event.starts_at, Event.id).limit(limit)
    return listings_of(db.session.scalars(ordered).all(), member)


def past(member: Member, limit: int = 3, chapter: Chapter | None = None) -> list[Listing]:
    """What was last, the latest first."""
    statement = (
        _past(member, chapter).order_by(Event.starts_at.desc(), Event.id.desc()).limit(limit)
    )
    return listings_of(db.session.scalars(statement).all(), member)


def coming_page(member: Member, at: str | None, chapter: Chapter | None = None) -> Page:
    """One page of what comes, the soonest first."""
    page = paginate(
        _coming(member, chapter), [Key(Event.starts_at, "starts_at"), Key(Event.id, "id")], at
    )
    return replace(page, items=listings_of(page.items, member))


def past_page(member: Member, at: str | None, chapter: Chapter | None = None) -> Page:
    """One page of what was, the latest first."""
    keys = [Key(Event.starts_at, "starts_at", descending=True), Key(Event.id, "id", True)]
    page = paginate(_past(member, chapter), keys, at)
    return replace(page, items=listings_of(page.items, member))


def between(
    member: Member, begin: datetime, end: datetime, chapter: Chapter | None = None
) -> list[Listing]:
    """What begins in that time, in order; a calendar shows so many at the most."""
    statement = (
        published(member, chapter)
        .where(Event.starts_at >= begin, Event.starts_at < end)
        .order_by(Event.starts_at, Event.id)
        .limit(IN_A_MONTH)
    )
    return listings_of(db.session.scalars(statement).all(), member)


def published(member: Member, chapter: Chapter | None = None) -> Select:
    """What the member may see of the programme: neither drafts nor what was called off."""
    statement = _listed().where(is_seen_by(member))
    return statement.where(Event.chapter_id == chapter.id) if chapter else statement


def _listed() -> Select:
    return _with_chapter().where(Event.published_at.is_not(None), Event.cancelled_at.is_(None))


def is_seen_by(member: Member) -> ColumnElement[bool]:
    """The events that are for the member, and those where they have a place."""
    placed = exists().where(
        Registration.event_id == Event.id,
        Registration.member_id == member.id,
        Registration.left_at.is_(None),
    )
    return or_(visible_to(member, Event), and_(placed, within_reach(member, Event)))


def _coming(member: Member, chapter: Chapter | None) -> Select:
    return published(member, chapter).where(Event.ends_at > clock.now())


def _past(member: Member, chapter: Chapter | None) -> Select:
    return published(member, chapter).where(Event.ends_at <= clock.now())


def listings_of(events: Sequence[Event], member: Member) -> list[Listing]:
    """The events with their numbers, in three selects however many there are."""
    ids = [event.id for event in events]
    taken = registered_counts(ids)
    own = {
        row.event_id: row
        for row in db.session.scalars(
            select(Registration)
            .options(selectinload(Registration.check_ins))
            .where(
                Registration.event_id.in_(ids),
                Registration.member_id == member.id,
                Registration.left_at.is_(None),
            )
        )
    }
    return [Listing(event, taken.get(event.id, 0), own.get(event.id)) for event in events]
