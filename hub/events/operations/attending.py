"""Who was there: one standing check-in per person, which is an act and earns the points."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import audit, clock
from hub.advocacy.models import ActKind
from hub.advocacy.operations import record, take_back_source
from hub.db import db, locked
from hub.events.models import CheckIn, Event, Registration
from hub.events.models.events import CHECK_IN_BEFORE
from hub.events.operations.registering import place_of, take_place
from hub.events.queries.hosting import may_host
from hub.events.refusals import (
    AlreadyUndone,
    CheckInClosed,
    EventCancelled,
    NotPublished,
    NotRegistered,
    PointsSpent,
    WrongCode,
)
from hub.ledger.models import Transfer
from hub.ledger.operations import Cause, NotEnoughPoints, award, reverse
from hub.members.models import Member
from hub.refusals import NotAllowed

ACT_KIND = "event_attended"


def check_in(
    registration: Registration, method: str, by: Member, code: str | None = None
) -> CheckIn:
    """Put on record that the member was there; the second time answers the first.

    In: `method`, "code" (the member types what the host says aloud) or "name" (a host finds them
    on the list). Raises `NotRegistered`, `NotPublished`, `EventCancelled`, `CheckInClosed`,
    `WrongCode`, or `NotAllowed` when `by` is neither the member with the code nor a host.
    """
    locked(Registration, registration.id)
    event = registration.event
    _authorise(registration, method, by)
    standing = _standing(registration)
    if standing is not None:
        return standing
    _check(registration, event, method, code)
    made = CheckIn(registration=registration, method=method, actor_id=by.id)
    db.session.add(made)
    db.session.flush()
    if method == "name":
        audit.record(by, "check_in.made", made, after={"member": registration.member_id})
    _reward(made, registration, event, by)
    return made


def admit(event: Event, member: Member, by: Member) -> CheckIn:
    """Check in somebody who stands at the door, with or without a registration.

    A host decides who gets in, so the number of seats does not matter here. Raises what
    `check_in` raises.
    """
    if not may_host(by, event):
        raise NotAllowed(_l("This event is run by somebody else."))
    locked(Event, event.id)
    registration = place_of(event, member)
    if registration is None or not registration.is_active:
        registration = take_place(event, member, registration)
    return check_in(registration, "name", by)


def undo_check_in(check_in: CheckIn, by: Member) -> None:
    """Take a check-in back, and the points with it.

    Raises `NotAllowed`, `AlreadyUndone`, or `PointsSpent` when the member no longer has them.
    """
    registration = locked(Registration, check_in.registration_id)
    if registration is None or not may_host(by, registration.event):
        raise NotAllowed(_l("This event is run by somebody else."))
    locked(CheckIn, check_in.id)
    if check_in.undone_at is not None:
        raise AlreadyUndone
    check_in.undone_at, check_in.undone_by_id = clock.now(), by.id
    key = f"check-in:{check_in.id}"
    paid = db.session.scalar(select(Transfer).where(Transfer.key == key))
    if paid is not None:
        cause = Cause(registration.event, registration.event.title, f"{key}:undo", by)
        try:
            reverse(paid, cause)
        except NotEnoughPoints as error:
            raise PointsSpent(registration.member.name) from error
    take_back_source(key, "the check-in was undone", by)
    audit.record(by, "check_in.undone", check_in, after={"member": registration.member_id})
    db.session.flush()


def _authorise(registration: Registration, method: str, by: Member) -> None:
    own = registration.member_id == by.id
    if not (own if method == "code" else may_host(by, registration.event)):
        raise NotAllowed(_l("This event is run by somebody else."))


def _standing(registration: Registration) -> CheckIn | None:
    return db.session.scalar(
        select(CheckIn).where(
            CheckIn.registration_id == registration.id, CheckIn.undone_at.is_(None)
        )
    )


def _check(registration: Registration, event: Event, method: str, code: str | None) -> None:
    if not registration.is_active:
        raise NotRegistered
    if event.published_at is None:
        raise NotPublished
    if event.cancelled_at is not None:
        raise EventCancelled
    if method == "name":
        # A host may complete the list long after, but nobody was there before it began.
        if clock.now() < event.starts_at - CHECK_IN_BEFORE:
            raise CheckInClosed
    elif not event.takes_check_ins:
        raise CheckInClosed
    elif _normal(code) != _normal(event.check_in_code):
        raise WrongCode


def _normal(code: str | None) -> str:
    """A code as it sounds: letters and digits alone, in upper case."""
    return "".join(letter for letter in (code or "").upper() if letter.isalnum())


def _reward(made: CheckIn, registration: Registration, event: Event, by: Member) -> None:
    """The act, where the programme counts attendance, and the points, where the event has any."""
    source = f"check-in:{made.id}"
    kind = db.session.scalar(
        select(ActKind).where(ActKind.slug == ACT_KIND, ActKind.retired_at.is_(None))
    )
    if kind is not None:
        record(
            kind, registration.member, source=source, note=event.title, by=by,
            about=f"event:{event.id}",
        )  # fmt: skip
    if event.points:
        award(registration.member_id, event.points, Cause(event, event.title, source, by))
