"""A manager decides on what was handed in: exactly once, with everything that follows from it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask_babel import format_timedelta
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import select

from hub import audit, clock
from hub.challenges.models import Attempt, Review, ReviewStep, Step
from hub.challenges.operations.claiming import let_go
from hub.challenges.operations.rewarding import reward
from hub.challenges.operations.seats import free_seat
from hub.db import db, locked
from hub.members.models import Member
from hub.notifications.operations import UNDO_FOR, notify
from hub.refusals import NotAllowed, Refusal


class OwnWork(NotAllowed):
    """Nobody reviews themselves."""

    def __init__(self) -> None:
        super().__init__(_l("This is your own work. Somebody else has to decide on it."))


class MessageMissing(Refusal):
    """Returning and rejecting need a reason."""

    def __init__(self) -> None:
        super().__init__(_l("Write a message: the member needs to know why."))


class NotWaiting(Refusal):
    """The work is with its member, not with a reviewer."""

    def __init__(self) -> None:
        super().__init__(
            _l("The member has taken this back to change it. It will return to the queue.")
        )


class ChangedMeanwhile(Refusal):
    """The member handed in a newer version than the one that the reviewer has seen."""

    def __init__(self) -> None:
        super().__init__(
            _l("The member has handed this in anew since you opened it. Have another look.")
        )


class AlreadyDecided(Refusal):
    """Somebody was faster, or the button was pressed twice."""

    def __init__(self, review: Review, by: Member) -> None:
        super().__init__(_sentence(review, by))


def approve(
    attempt: Attempt, message: str = "", *, by: Member, seen: datetime | None = None
) -> Review:
    """Accept the work: points, badge, act and word of it, all in the caller's transaction.

    In: `seen`, the `handed_in_at` of the version that was judged. Raises `OwnWork`, `NotWaiting`,
    `ChangedMeanwhile`, and `AlreadyDecided` for whoever comes second.
    """
    attempt = _waiting(attempt, by, seen)
    review = _decide(attempt, "approved", message, by)
    reward(review)
    _tell(review, "review_approved", points=attempt.points)
    return review


def send_back(
    attempt: Attempt,
    message: str,
    *,
    by: Member,
    seen: datetime | None = None,
    steps: Collection[int] = (),
) -> Review:
    """Ask the member for another look; the work is theirs to change again.

    In: `steps`, the ids of those that need work; others than the challenge has now are left out.
    Raises `MessageMissing` and what `approve` raises.
    """
    attempt, review = _decline(attempt, "returned", message, by, seen)
    current = select(Step.id).where(
        Step.challenge_id == attempt.challenge_id, Step.retired_at.is_(None), Step.id.in_(steps)
    )
    ids = db.session.scalars(current.order_by(Step.place)).all()
    db.session.add_all(ReviewStep(review_id=review.id, step_id=id) for id in ids)
    _tell(review, "review_returned", anchor=f"#step-{ids[0]}" if ids else "")
    return review


def reject(attempt: Attempt, message: str, *, by: Member, seen: datetime | None = None) -> Review:
    """Decline the work for good. Raises `MessageMissing` and what `approve` raises."""
    attempt, review = _decline(attempt, "rejected", message, by, seen)
    free_seat(attempt.challenge)
    _tell(review, "review_rejected")
    return review


def told_key(review: Review) -> str:
    """By which the member's notification of a decision is found again."""
    return f"review:{review.id}"


def _decline(
    attempt: Attempt, decision: str, message: str, by: Member, seen: datetime | None
) -> tuple[Attempt, Review]:
    attempt = _waiting(attempt, by, seen)
    if not message.strip():
        raise MessageMissing
    return attempt, _decide(attempt, decision, message, by)


def _waiting(attempt: Attempt, by: Member, seen: datetime | None) -> Attempt:
    """The attempt, locked, if it waits for somebody like `by` in the version `seen`."""
    row = locked(Attempt, attempt.id)
    assert row is not None, "attempts are never deleted"
    if row.member_id == by.id:
        raise OwnWork
    if row.state in ("approved", "rejected", "returned"):
        raise AlreadyDecided(_last_review(row), by)
    if row.state != "waiting":
        raise NotWaiting
    if seen is not None and seen != row.handed_in_at:
        raise ChangedMeanwhile
    return row


def _decide(attempt: Attempt, decision: str, message: str, by: Member) -> Review:
    review = Review(attempt=attempt, reviewer=by, decision=decision, message=message.strip())
    db.session.add(review)
    with audit.recorded(by, f"attempt.{decision}", attempt):
        attempt.state = decision
    let_go(attempt)
    return review


def _tell(review: Review, kind: str, anchor: str = "", **facts: Any) -> None:
    """In the hub at once, and by e-mail only when nobody can undo it any more."""
    attempt = review.attempt
    notify(
        attempt.member_id,
        kind,
        key=told_key(review),
        link=f"/challenges/{attempt.challenge_id}{anchor}",
        mail_after=UNDO_FOR,
        title=attempt.challenge.everywhere("title"),
        message=review.message,
        **facts,
    )


def _last_review(attempt: Attempt) -> Review:
    db.session.expire(attempt, ["reviews"])
    return attempt.reviews[-1]


def _sentence(review: Review, by: Member) -> Any:
    """Who decided what, and when."""
    seconds = (clock.now() - review.decided_at).total_seconds()
    when = (
        _l("a moment ago")
        if seconds < 60
        else LazyString(format_timedelta, -seconds, add_direction=True, granularity="minute")
    )
    if review.reviewer_id == by.id:
        yours = {
            "approved": _l("You approved this %(when)s.", when=when),
            "returned": _l("You returned this %(when)s.", when=when),
            "rejected": _l("You rejected this %(when)s.", when=when),
        }
        return yours[review.decision]
    name = review.reviewer.name
    others = {
        "approved": _l("%(name)s approved this %(when)s.", name=name, when=when),
        "returned": _l("%(name)s returned this %(when)s.", name=name, when=when),
        "rejected": _l("%(name)s rejected this %(when)s.", name=name, when=when),
    }
    return others[review.decision]
