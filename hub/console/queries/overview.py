"""What waits, and this month in numbers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, distinct, func, select, union_all

from hub import clock
from hub.challenges.models import Attempt, Review
from hub.db import db
from hub.events.models import CheckIn, Registration
from hub.ledger.models import Account, Transfer
from hub.outbox import OutboxJob
from hub.rewards.models import Redemption

OPEN = ("requested", "approved")


@dataclass(frozen=True)
class Waiting:
    """How much waits for a manager, and since when the oldest of each."""

    reviews: int
    reviews_since: datetime | None
    redemptions: int
    redemptions_since: datetime | None
    jobs: int

    @property
    def nothing(self) -> bool:
        return not (self.reviews or self.redemptions or self.jobs)


@dataclass(frozen=True)
class Month:
    """The calendar month so far, in UTC. Points held are those of this moment."""

    since: datetime
    active_members: int
    challenges_completed: int
    points_issued: int
    points_taken_back: int
    points_held: int
    redemptions: int


def waiting() -> Waiting:
    """Everything that waits, in one select over small indexes."""
    reviews = Attempt.state == "waiting"
    redemptions = Redemption.state.in_(OPEN)
    row = db.session.execute(
        select(
            _count(select(Attempt.id).where(reviews)),
            select(func.min(Attempt.handed_in_at)).where(reviews).scalar_subquery(),
            _count(select(Redemption.id).where(redemptions)),
            select(func.min(Redemption.requested_at)).where(redemptions).scalar_subquery(),
            _count(select(OutboxJob.id).where(OutboxJob.failed_at.is_not(None))),
        )
    ).one()
    return Waiting(*row)


def month() -> Month:
    """This month's numbers, each counted from what happened and none from a value we chose."""
    since = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    row = db.session.execute(
        select(
            _active(since),
            _count(
                select(Review.id).where(
                    Review.decision == "approved",
                    Review.undone_at.is_(None),
                    Review.decided_at >= since,
                )
            ),
            _points(Transfer.reason == "award", Transfer.created_at >= since),
            _taken_back(since),
            _held(),
            _count(select(Redemption.id).where(Redemption.requested_at >= since)),
        )
    ).one()
    return Month(since, *(int(number or 0) for number in row))


def _count(statement: Select) -> ScalarSelect[int]:
    return select(func.count()).select_from(statement.subquery()).scalar_subquery()


def _active(since: datetime) -> ScalarSelect[int]:
    """Members who did something: began or handed in, registered, were there, redeemed."""
    did = union_all(
        select(Attempt.member_id).where(
            (Attempt.started_at >= since) | (Attempt.handed_in_at >= since)
        ),
        select(Registration.member_id).where(Registration.registered_at >= since),
        select(Registration.member_id)
        .join(CheckIn, CheckIn.registration_id == Registration.id)
        .where(CheckIn.at >= since, CheckIn.undone_at.is_(None)),
        select(Redemption.member_id).where(Redemption.requested_at >= since),
    ).subquery()
    return select(func.count(distinct(did.c.member_id))).scalar_subquery()


def _points(*where: object) -> ScalarSelect[int]:
    return select(func.sum(Transfer.points)).where(*where).scalar_subquery()  # type: ignore[arg-type]


def _taken_back(since: datetime) -> ScalarSelect[int]:
    """Awards that were undone: points that went back to where they are issued."""
    issued = select(Account.id).where(Account.kind == "issued").scalar_subquery()
    return _points(
        Transfer.reason == "reverse",
        Transfer.destination_id == issued,
        Transfer.created_at >= since,
    )


def _held() -> ScalarSelect[int]:
    held = select(Account.id).where(Account.kind == "held").scalar_subquery()
    into = func.coalesce(_points(Transfer.destination_id == held), 0)
    out = func.coalesce(_points(Transfer.source_id == held), 0)
    return select(into - out).scalar_subquery()
