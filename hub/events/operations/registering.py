"""Taking a place, and giving it back."""

from sqlalchemy import func, select

from hub import clock
from hub.db import db, locked
from hub.events.models import Event, Registration
from hub.events.refusals import (
    AlreadyThere,
    EventCancelled,
    EventFull,
    EventOver,
    NotForYou,
    NotPublished,
)
from hub.members.models import Member
from hub.members.queries.visibility import may_see


def register(event: Event, by: Member) -> Registration:
    """Take a place for `by`; taking it twice changes nothing.

    Raises `NotPublished`, `EventCancelled`, `EventOver`, `EventFull`, or `NotForYou`.
    """
    # Everybody who wants a seat queues here, so that the count below stays true. The event comes
    # first, always: whoever holds a place while they queue keeps the one before them waiting.
    locked(Event, event.id)
    check_open(event)
    registration = place_of(event, by)
    if registration is not None and registration.is_active:
        return registration
    if not may_see(by, event):
        raise NotForYou
    if event.seats is not None and seats_taken(event) >= event.seats:
        raise EventFull
    return take_place(event, by, registration)


def leave(event: Event, by: Member) -> None:
    """Give the place back; without one, nothing changes.

    Raises `EventCancelled`, `EventOver`, or `AlreadyThere` for those who were checked in.
    """
    registration = place_of(event, by)
    if registration is None or not registration.is_active:
        return
    check_open(event)
    db.session.refresh(registration, ["check_ins"])
    if registration.check_in is not None:
        raise AlreadyThere
    registration.left_at = clock.now()
    db.session.flush()


def check_open(event: Event) -> None:
    """Raises a refusal that says why nobody can register or leave; else nothing."""
    if event.published_at is None:
        raise NotPublished
    if event.cancelled_at is not None:
        raise EventCancelled
    if not event.is_open:
        raise EventOver


def seats_taken(event: Event) -> int:
    """How many places are taken now."""
    return db.session.scalars(
        select(func.count())
        .select_from(Registration)
        .where(Registration.event_id == event.id, Registration.left_at.is_(None))
    ).one()


def place_of(event: Event, member: Member) -> Registration | None:
    """The member's row at the event, standing or left, locked as it is now."""
    return db.session.scalar(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.member_id == member.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def take_place(event: Event, member: Member, left: Registration | None) -> Registration:
    """A standing registration: `left`, renewed, or a new one. The caller has locked the event."""
    registration = left or Registration(event=event, member=member)
    if left is not None:
        registration.left_at, registration.registered_at = None, clock.now()
    db.session.add(registration)
    db.session.flush()
    return registration
