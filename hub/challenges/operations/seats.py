"""Seats of a challenge: taking one, giving it up, waiting for one, and who gets it next."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from hub import clock
from hub.challenges.models import SEATED, Attempt, Challenge, Wait
from hub.challenges.models.waits import BEGAN, LAPSED, LEFT, TIME_TO_BEGIN
from hub.challenges.queries.locks import unlocked
from hub.db import db, locked
from hub.members.models import Member
from hub.members.queries.visibility import may_see
from hub.notifications.operations import notify
from hub.outbox import later
from hub.refusals import Refusal


class Full(Refusal):
    """Every seat is taken or promised."""

    def __init__(self) -> None:
        super().__init__(
            _l("Every place is taken. Join the waiting list and we tell you when one is free.")
        )


def take_seat(challenge: Challenge, by: Member) -> None:
    """Make sure that a seat is there for an attempt that begins now; the caller has locked the
    challenge. A seat that was promised to the member is theirs. Raises `Full`."""
    wait = wait_of(challenge, by)
    promised = wait is not None and wait.offered_at is not None
    if challenge.seats is not None and not promised and seats_left(challenge) <= 0:
        raise Full
    if wait is not None:
        _end(wait, BEGAN)


def join_line(challenge: Challenge, by: Member) -> Wait:
    """Wait for a seat; joining twice is joining once. The caller has checked that the member may
    begin. Where a seat has become free meanwhile, it is promised at once."""
    challenge = _locked(challenge)
    wait = wait_of(challenge, by)
    if wait is None:
        wait = Wait(challenge_id=challenge.id, member_id=by.id, joined_at=clock.now())
        db.session.add(wait)
        db.session.flush()
        offer_seats(challenge)
    return wait


def leave_line(challenge: Challenge, by: Member) -> None:
    """Wait no more; a seat that was promised goes to the next. Without a wait nothing changes."""
    challenge = _locked(challenge)
    wait = wait_of(challenge, by)
    if wait is not None:
        _end(wait, LEFT)
        offer_seats(challenge)


def lapse(wait: Wait) -> None:
    """The time to begin has passed: the seat goes to the next. Before that nothing happens."""
    challenge = _locked(wait.challenge)
    db.session.refresh(wait)
    if wait.ended_at is None and wait.offer_ends_at and wait.offer_ends_at <= clock.now():
        _end(wait, LAPSED)
        offer_seats(challenge)


def free_seat(challenge: Challenge) -> None:
    """An attempt has just given its seat back: the next in line gets it."""
    if challenge.seats is not None:
        offer_seats(_locked(challenge))


def offer_seats(challenge: Challenge) -> None:
    """Promise every free seat to who has waited longest; the caller has locked the challenge.

    Who may not begin just now keeps their place in the line and is passed over.
    """
    if not challenge.is_open:
        return
    waits = db.session.scalars(
        select(Wait)
        .where(
            Wait.challenge_id == challenge.id, Wait.ended_at.is_(None), Wait.offered_at.is_(None)
        )
        .order_by(Wait.joined_at, Wait.id)
    ).all()
    free = len(waits) if challenge.seats is None else seats_left(challenge)
    for wait in waits:
        if free <= 0:
            return
        if _may_begin(challenge, wait.member):
            _offer(wait, challenge)
            free -= 1


def seats_left(challenge: Challenge) -> int:
    """How many seats are neither taken nor promised; below nought where some were taken away."""
    taken = (
        select(func.count(Attempt.member_id.distinct()))
        .where(Attempt.challenge_id == challenge.id, Attempt.state.in_(SEATED))
        .scalar_subquery()
    )
    promised = (
        select(func.count())
        .where(
            Wait.challenge_id == challenge.id, Wait.ended_at.is_(None), Wait.offered_at.is_not(None)
        )
        .scalar_subquery()
    )
    return (challenge.seats or 0) - db.session.scalars(select(taken + promised)).one()


def wait_of(challenge: Challenge, member: Member) -> Wait | None:
    """The member's place in the line, as it is now."""
    return db.session.scalar(
        select(Wait)
        .where(
            Wait.challenge_id == challenge.id, Wait.member_id == member.id, Wait.ended_at.is_(None)
        )
        .execution_options(populate_existing=True)
    )


def _offer(wait: Wait, challenge: Challenge) -> None:
    wait.offered_at = clock.now()
    wait.offer_ends_at = wait.offered_at + TIME_TO_BEGIN
    db.session.flush()
    until = wait.offer_ends_at
    title: Any = challenge.everywhere("title")
    link = f"/challenges/{challenge.id}"
    notify(
        wait.member_id, "seat_free", key=f"seat:{wait.id}", link=link, title=title,
        until=until.isoformat(),
    )  # fmt: skip
    later("challenges.lapse_offer", at=until, key=f"lapse-offer:{wait.id}", wait_id=wait.id)


def _end(wait: Wait, how: str) -> None:
    wait.ended_at, wait.ended_by = clock.now(), how
    db.session.flush()


def _may_begin(challenge: Challenge, member: Member) -> bool:
    """Whether the member is still among those that it is for."""
    found = select(Challenge.id).where(Challenge.id == challenge.id, unlocked(member))
    return may_see(member, challenge) and db.session.scalar(found) is not None


def _locked(challenge: Challenge) -> Challenge:
    """Everybody who wants a seat queues here, so that the counts stay true."""
    row = locked(Challenge, challenge.id)
    assert row is not None, "challenges are never deleted"
    return row
