"""Taking a decision back: at once, as if it had not been; or later, with a reason."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from hub import audit, clock
from hub.challenges.models import Attempt, Challenge, Review, Submission
from hub.challenges.operations.reviewing import MessageMissing, OwnWork, told_key
from hub.challenges.operations.rewarding import take_back_reward
from hub.challenges.operations.seats import free_seat, seats_left
from hub.db import db, locked
from hub.ledger.operations import NotEnoughPoints
from hub.members.models import Member
from hub.notifications.operations import UNDO_FOR, notify, withdraw
from hub.refusals import NotAllowed, Refusal

# What a decision can be turned into, later.
INSTEAD = {"approved": ("returned", "rejected"), "rejected": ("returned",)}


class NotYours(NotAllowed):
    """A slip is undone by whoever made it."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody else decided this. They can undo it for a minute."))


class TooLate(Refusal):
    """The minute is over, and the member has been told."""

    def __init__(self) -> None:
        super().__init__(
            _l("The minute is over and the member has been told. You can still reverse it.")
        )


class MovedOn(Refusal):
    """Something has happened since that decision."""

    def __init__(self) -> None:
        super().__init__(_l("Something has happened since, so this decision stays as it is."))


class PointsSpent(Refusal):
    """The member no longer has the points."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _l("%(name)s has spent these points already, so the approval stays.", name=name)
        )


def undo(review: Review, *, by: Member) -> None:
    """Take one's own decision back within a minute; the work waits again, with its old promise.

    It is as if it had not been: points, badge and act go back, and the member's notification is
    withdrawn before it is mailed. Undoing twice is undoing once. Raises `NotYours`, `TooLate`,
    `MovedOn` and `PointsSpent`.
    """
    attempt, review = _both(review)
    if review.reviewer_id != by.id:
        raise NotYours
    if review.undone_at is not None:
        return
    if clock.now() - review.decided_at > UNDO_FOR:
        raise TooLate
    if not _stands(review, attempt) or _worked_at_since(review):
        raise MovedOn
    _require_room(review, attempt)
    _take_back(review, "", by)
    withdraw(told_key(review))
    with audit.recorded(by, "attempt.undone", attempt):
        attempt.state = "waiting"


def reverse_decision(review: Review, because: str, instead: str, *, by: Member) -> Review:
    """Take a decision back long after, and put another in its place.

    In: `because`, which the member reads and the ledger keeps; `instead`, one of `INSTEAD`. The
    points go back in full or not at all: where they are spent it is refused, since a balance never
    falls below zero and a debt is nobody's recognition. Raises `OwnWork`, `MessageMissing`,
    `MovedOn` and `PointsSpent`. Returns the new decision.
    """
    attempt, review = _both(review)
    if attempt.member_id == by.id:
        raise OwnWork
    because = because.strip()
    if not because:
        raise MessageMissing
    if not _stands(review, attempt) or instead not in INSTEAD.get(review.decision, ()):
        raise MovedOn
    _require_room(review, attempt)
    _take_back(review, because, by)
    made = Review(attempt=attempt, reviewer=by, decision=instead, message=because)
    db.session.add(made)
    audit.record(
        by,
        "attempt.reversed",
        attempt,
        before={"state": attempt.state},
        after={"state": instead, "because": because},
    )
    attempt.state = instead
    if instead == "rejected":
        db.session.flush()
        free_seat(attempt.challenge)
    notify(
        attempt.member_id,
        "review_reversed",
        key=told_key(made),
        link=f"/challenges/{attempt.challenge_id}",
        title=attempt.challenge.everywhere("title"),
        points=attempt.points if review.decision == "approved" else 0,
        decision=instead,
        message=because,
    )
    return made


def _both(review: Review) -> tuple[Attempt, Review]:
    """The attempt and the decision on it, locked in the order in which decisions lock them."""
    attempt = locked(Attempt, review.attempt_id)
    row = locked(Review, review.id)
    assert attempt is not None, "attempts are never deleted"
    assert row is not None, "nor are decisions"
    return attempt, row


def _stands(review: Review, attempt: Attempt) -> bool:
    """Whether this is the last word on the attempt."""
    last = db.session.scalar(
        select(Review.id)
        .where(Review.attempt_id == attempt.id, Review.undone_at.is_(None))
        .order_by(Review.id.desc())
        .limit(1)
    )
    return last == review.id and attempt.state == review.decision


def _require_room(review: Review, attempt: Attempt) -> None:
    """Work that was rejected gave its seat back, and another round may have begun since.

    Raises `MovedOn` when it cannot go on.
    """
    later_round = exists().where(
        Attempt.challenge_id == attempt.challenge_id,
        Attempt.member_id == attempt.member_id,
        Attempt.round > attempt.round,
    )
    if db.session.scalar(select(later_round)):
        raise MovedOn
    if review.decision == "rejected" and attempt.challenge.seats is not None:
        challenge = locked(Challenge, attempt.challenge_id)
        if challenge is not None and seats_left(challenge) <= 0:
            raise MovedOn


def _worked_at_since(review: Review) -> bool:
    """Whether the member has begun to change what was returned."""
    found = exists().where(
        Submission.attempt_id == review.attempt_id, Submission.saved_at > review.decided_at
    )
    return bool(db.session.scalar(select(found)))


def _take_back(review: Review, because: str, by: Member) -> None:
    if review.decision == "approved":
        title = review.attempt.challenge.title
        note = f"{title}: {because}" if because else title
        try:
            take_back_reward(review, because or "the approval was undone", note, by=by)
        except NotEnoughPoints as error:
            raise PointsSpent(review.attempt.member.name) from error
    review.undone_at, review.undone_by_id, review.undone_because = clock.now(), by.id, because
    db.session.flush()
    db.session.expire(review.attempt, ["reviews"])
