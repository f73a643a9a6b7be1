"""How soon members have an answer, and what happens when they have not."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub import audit, clock
from hub.challenges.models import Attempt, Breach, Review, ReviewRules
from hub.challenges.queries.promises import queue_standing, review_rules, reviewers
from hub.db import db, locked
from hub.members.models import Member
from hub.notifications.operations import notify
from hub.refusals import Refusal

QUEUE = "/console/reviews"


class BadPromise(Refusal):
    """Sooner than anybody can read, or later than anybody waits."""

    def __init__(self) -> None:
        super().__init__(_l("Use a number from 1 to 2,160: three months."))


def set_promise(hours: int, *, by: Member) -> None:
    """What is handed in from now on is answered within so many hours. Raises `BadPromise`.

    What waits already keeps the promise that it was given.
    """
    if not 1 <= hours <= 2160:
        raise BadPromise
    row = locked(ReviewRules, 1)
    assert row is not None, "the migration made it, and nobody deletes it"
    with audit.recorded(by, "review_promise.changed", row):
        row.promise_hours = hours


def promise_for(attempt: Attempt) -> timedelta:
    """How soon after it is handed in this work has its answer.

    The whole promise, for a version that nobody has seen. Half of it for work that comes back
    after a return: its member has waited once already, and most of it has been read; so it moves
    ahead of what is new, and never to the end of the queue. Taking work back and handing it in
    again counts anew, since nobody could look at it meanwhile.
    """
    promise = review_rules().promise
    last = db.session.scalar(
        select(Review.decision)
        .where(Review.attempt_id == attempt.id, Review.undone_at.is_(None))
        .order_by(Review.id.desc())
        .limit(1)
    )
    return promise / 2 if last == "returned" else promise


def tell_of_breaches() -> None:
    """Tell reviewers of answers that are late and of which nobody was told yet.

    Once for each promise: what was handed in anew has a new one. Nobody is told of their own work.
    """
    late = db.session.execute(
        select(Attempt.id, Attempt.due_at, Attempt.member_id)
        .where(Attempt.state == "waiting", Attempt.due_at < clock.now())
        .order_by(Attempt.due_at, Attempt.id)
    ).all()
    fresh = [row for row in late if _note(row.id, row.due_at)]
    if not fresh:
        return
    for reviewer in reviewers():
        count = sum(row.member_id != reviewer.id for row in fresh)
        if count:
            notify(
                reviewer.id,
                "queue_late",
                key=f"late:{fresh[0].id}:{fresh[0].due_at.isoformat()}:{reviewer.id}",
                link=f"{QUEUE}?state=late",
                count=count,
            )


def send_queue_word() -> None:
    """Tell each reviewer who wants it how the queue stands today; nothing where nothing waits."""
    for reviewer in reviewers():
        if reviewer.queue_word_off_since is not None:
            continue
        standing = queue_standing(reviewer)
        if standing.since is not None:
            notify(
                reviewer.id,
                "queue_word",
                key=f"queue:{clock.today()}:{reviewer.id}",
                link=QUEUE,
                count=standing.waiting,
                days=(clock.now() - standing.since).days,
                late=standing.late,
            )


def _note(attempt_id: int, due_at: datetime) -> bool:
    """Put the breach on record. Returns whether it was not there."""
    return (
        db.session.scalar(
            insert(Breach)
            .values(attempt_id=attempt_id, due_at=due_at, told_at=clock.now())
            .on_conflict_do_nothing(index_elements=["attempt_id", "due_at"])
            .returning(Breach.attempt_id)
        )
        is not None
    )
