"""When members have an answer: the promise, what waits longest against it, and what is late."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import any_, func, select

from hub import clock
from hub.challenges.models import Attempt, ReviewRules
from hub.db import db
from hub.members.models import Member, Role
from hub.members.queries.people import is_here


@dataclass(frozen=True)
class Standing:
    """How the queue stands for one reviewer: what waits, since when, and what is late."""

    waiting: int
    since: datetime | None
    late: int


def review_rules() -> ReviewRules:
    """How reviews are run here."""
    return db.session.scalars(select(ReviewRules)).one()


def reviewers() -> list[Member]:
    """Everybody who decides on what members hand in."""
    decides = Member.roles.any(any_(Role.permissions) == "reviews.decide")
    return list(db.session.scalars(select(Member).where(decides, is_here()).order_by(Member.id)))


def queue_standing(reviewer: Member) -> Standing:
    """The queue without the reviewer's own work."""
    row = db.session.execute(
        select(
            func.count(),
            func.min(Attempt.handed_in_at),
            func.count().filter(Attempt.due_at < clock.now()),
        ).where(Attempt.state == "waiting", Attempt.member_id != reviewer.id)
    ).one()
    return Standing(*row)
