"""The review queue."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hub.challenges.models import Attempt, Challenge, Review
from hub.db import db
from hub.members.models import Member, Position
from hub.paging import Key, Page, paginate


def waiting(at: str | None, *, challenge_id: int | None = None) -> Page:
    """One page of attempts that wait for a decision, oldest first."""
    statement = (
        select(Attempt)
        .where(Attempt.state == "waiting")
        .options(
            joinedload(Attempt.challenge),
            joinedload(Attempt.member).selectinload(Member.positions).joinedload(Position.company),
        )
    )
    if challenge_id is not None:
        statement = statement.where(Attempt.challenge_id == challenge_id)
    return paginate(
        statement, [Key(Attempt.handed_in_at, "handed_in_at"), Key(Attempt.id, "id")], at
    )


def waiting_challenges() -> list[tuple[Challenge, int]]:
    """The challenges with work in the queue, each with how much."""
    rows = db.session.execute(
        select(Challenge, func.count(Attempt.id))
        .join(Attempt, Attempt.challenge_id == Challenge.id)
        .where(Attempt.state == "waiting")
        .group_by(Challenge.id)
        .order_by(Challenge.title, Challenge.id)
    )
    return [(row[0], row[1]) for row in rows]


def waiting_count() -> int:
    """How many attempts wait for a decision."""
    return (
        db.session.scalar(
            select(func.count()).select_from(Attempt).where(Attempt.state == "waiting")
        )
        or 0
    )


def oldest_waiting() -> Attempt | None:
    """The attempt that has waited longest."""
    return db.session.scalar(_oldest())


def next_waiting(reviewer: Member) -> Attempt | None:
    """What the reviewer should look at next: the oldest that is not their own."""
    return db.session.scalar(_oldest().where(Attempt.member_id != reviewer.id))


def reviewable(id: int) -> Attempt | None:
    """The attempt with all that its page needs; None for what was never handed in."""
    return db.session.scalar(
        select(Attempt)
        .where(Attempt.id == id, Attempt.handed_in_at.is_not(None))
        .options(
            joinedload(Attempt.challenge).joinedload(Challenge.badge),
            joinedload(Attempt.challenge).joinedload(Challenge.act_kind),
            joinedload(Attempt.member).selectinload(Member.positions).joinedload(Position.company),
            selectinload(Attempt.reviews).joinedload(Review.reviewer),
        )
    )


def _oldest() -> Select[Attempt]:
    return (
        select(Attempt)
        .where(Attempt.state == "waiting")
        .order_by(Attempt.handed_in_at, Attempt.id)
        .limit(1)
    )
