"""How members answered asks of one kind before, and how reviews and rewards move."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func, select

from hub import clock
from hub.advocacy.models import ActKind, Ask
from hub.challenges.models import Attempt, Challenge, Review
from hub.console.expecting import LEAST, Share
from hub.db import db
from hub.ledger.models import Account, Transfer
from hub.members.models import Member
from hub.members.queries.people import is_here

# A challenge that is younger is still being answered.
RIPE = timedelta(days=30)
WEEKS = 8


@dataclass(frozen=True)
class Tried:
    """Challenges of the kind: how many could see them, how many began, what reviewers did."""

    challenges: int
    could_see: int
    began: int
    approved: int
    reviews: int

    @property
    def share(self) -> Share:
        return Share(self.approved, self.could_see)


@dataclass(frozen=True)
class Queue:
    """What waits for a decision, and how many decisions the last weeks brought."""

    waiting: int
    decided: int

    def days(self, more: int) -> int | None:
        """How long it takes with so many more, in whole days; None where nothing is decided."""
        return -(-(self.waiting + more) * WEEKS * 7 // self.decided) if self.decided else None


def answered(kind: ActKind) -> Share:
    """Of the asks for it that are closed, those that were done."""
    done, closed = db.session.execute(
        select(func.count().filter(Ask.outcome == "done"), func.count()).where(
            Ask.kind_id == kind.id, Ask.closed_at.is_not(None)
        )
    ).one()
    return Share(done, closed)


def tried(kind: ActKind) -> Tried:
    """Challenges for everyone that give this act and were published some weeks ago or earlier.

    Nobody keeps who looked at a challenge; who had joined before its end could have.
    """
    now = clock.now()
    ripe = (
        Challenge.act_kind_id == kind.id,
        Challenge.audience_id.is_(None),
        Challenge.space_id.is_(None),
        Challenge.published_at <= now - RIPE,
    )
    attempts = select(Attempt.id).join(Challenge).where(*ripe)
    began, approved = db.session.execute(
        select(func.count(), func.count().filter(Attempt.state == "approved"))
        .select_from(Attempt)
        .join(Challenge)
        .where(*ripe)
    ).one()
    reviews = select(func.count()).select_from(Review).where(Review.attempt_id.in_(attempts))
    challenges, could_see = db.session.execute(_audiences(ripe, now)).one()
    return Tried(challenges, could_see, began, approved, db.session.scalar(reviews) or 0)


def _audiences(ripe: tuple[ColumnElement[bool], ...], now: datetime) -> Any:
    """Members are read once and added up by the day on which they joined, then compared."""
    joined = cast(func.timezone("UTC", Member.joined_at), Date)
    days = (
        select(joined.label("day"), func.count().label("members"))
        .where(is_here())
        .group_by(joined)
        .cte("days")
    )
    ended = func.least(Challenge.closed_at, Challenge.closes_at, now)
    seen = func.coalesce(func.sum(days.c.members), 0)
    return (
        select(func.count(Challenge.id.distinct()), cast(seen, Challenge.id.type))
        .select_from(Challenge)
        .outerjoin(days, days.c.day <= cast(func.timezone("UTC", ended), Date))
        .where(*ripe)
    )


def queue() -> Queue:
    """The review queue now, and the decisions of the last eight weeks."""
    since = clock.now() - timedelta(weeks=WEEKS)
    waiting = select(func.count()).where(Attempt.state == "waiting").scalar_subquery()
    decided = select(func.count()).where(Review.decided_at >= since).scalar_subquery()
    return Queue(*db.session.execute(select(waiting, decided)).one())


def spent() -> Share | None:
    """Of all points that members earned, those that went into rewards they have received.

    None while too few rewards were sent to tell.
    """
    account = select(Account.id).where(Account.kind == "spent").scalar_subquery()
    rewards, points = db.session.execute(
        select(func.count(), func.sum(Transfer.points)).where(Transfer.destination_id == account)
    ).one()
    if rewards < LEAST:
        return None
    earned = db.session.scalars(select(func.sum(Account.lifetime))).one()
    return Share(int(points), int(earned or 0))
