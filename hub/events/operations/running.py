"""What managers, and chapter leaders for their own chapters, do with events."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import audit, clock
from hub.db import db, locked
from hub.events.models import Event, Registration
from hub.events.operations.registering import check_open, seats_taken
from hub.events.queries.hosting import hosts, may_host
from hub.events.refusals import EventCancelled, EventOver, TooFewSeats, TooManyPoints
from hub.members.for_some import ForWhom
from hub.members.models import Member
from hub.notifications.operations import notify
from hub.pictures import Picture
from hub.refusals import NotAllowed

# Said aloud and read from a wall: nothing that looks or sounds like something else.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


# Leaders are members too and check in at their own events: what they can give is kept small.
MOST_BY_A_LEADER = 100


@dataclass(frozen=True, kw_only=True)
class Details(ForWhom):
    """What a host types about an event. Instants are aware; `seats` None means no limit."""

    title: str
    summary: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    chapter_id: int | None = None
    description: str = ""
    place: str = ""
    online_url: str | None = None
    seats: int | None = None
    points: int = 0


def add(details: Details, by: Member, picture: Picture | None = None) -> Event:
    """A new draft with a check-in code of its own. Raises `NotAllowed`, `TooManyPoints`."""
    _authorise(hosts(by, details.chapter_id))
    _require_fair(details, 0, by)
    event = Event(**asdict(details), check_in_code=_code(), created_by_id=by.id, picture=picture)
    db.session.add(event)
    with audit.recorded(by, "event.created", event):
        db.session.flush()
    return event


def change(event: Event, details: Details, by: Member, picture: Picture | None = None) -> None:
    """Make the event say `details`; `picture` None keeps the one there is.

    Raises `NotAllowed` when it is, or would become, somebody else's, `TooManyPoints`, and
    `TooFewSeats`.
    """
    _authorise(may_host(by, event) and hosts(by, details.chapter_id))
    _require_fair(details, event.points, by)
    locked(Event, event.id)
    if details.seats is not None and details.seats < (taken := seats_taken(event)):
        raise TooFewSeats(taken)
    with audit.recorded(by, "event.updated", event):
        for name, value in asdict(details).items():
            setattr(event, name, value)
        if picture is not None:
            event.picture = picture


def publish(event: Event, by: Member) -> None:
    """Show a draft to members. Raises `NotAllowed`, or `EventOver` when its time has passed."""
    _authorise(may_host(by, event))
    locked(Event, event.id)
    if event.cancelled_at is not None:
        raise EventCancelled
    if event.published_at is not None:
        return
    if event.ends_at <= clock.now():
        raise EventOver
    with audit.recorded(by, "event.published", event):
        event.published_at = clock.now()


def cancel(event: Event, by: Member) -> int:
    """Call it off and tell everybody who has a place. Returns how many were told.

    Raises `NotAllowed`, `NotPublished`, `EventOver`, or `EventCancelled` for whoever is second.
    """
    _authorise(may_host(by, event))
    locked(Event, event.id)
    check_open(event)
    with audit.recorded(by, "event.cancelled", event):
        event.cancelled_at = clock.now()
    placed = db.session.scalars(
        select(Registration.member_id).where(
            Registration.event_id == event.id, Registration.left_at.is_(None)
        )
    ).all()
    for member_id in placed:
        notify(
            member_id,
            "event_cancelled",
            key=f"event:{event.id}:cancelled:{member_id}",
            link=f"/events/{event.id}",
            title=event.everywhere("title"),
            starts_at=event.starts_at.isoformat(),
            ends_at=event.ends_at.isoformat(),
            timezone=event.timezone,
            place=event.place,
        )
    return len(placed)


def _require_fair(details: Details, before: int, by: Member) -> None:
    """Leaders keep within their limit, or leave alone what a manager has set."""
    if details.points > max(MOST_BY_A_LEADER, before) and not by.has_permission("events.manage"):
        raise TooManyPoints(MOST_BY_A_LEADER)


def _authorise(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(_l("You can run events of your own chapters only."))


def _code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(6))
