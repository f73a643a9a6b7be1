"""In what order challenges are suggested, and why each is: one rule, in SQL and in words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased, joinedload

from hub import clock
from hub.advocacy.models import Act
from hub.advocacy.models.acts import WITHDRAWAL
from hub.challenges import sentences
from hub.challenges.models import Attempt, Challenge
from hub.db import db
from hub.members.models import Member, Position

# A closing time nearer than this is worth a word.
SOON = timedelta(days=14)
NEW = timedelta(days=7)
QUICK_MINUTES = 5
# So many colleagues, or nobody could be guessed from the sentence.
FEWEST_COLLEAGUES = 2


def rank(member: Member) -> ColumnElement[int]:
    """Where a challenge that the member could begin stands among the others; lowest first. What
    closes soon goes by its days."""
    now = clock.now()
    days = cast(func.floor(func.extract("epoch", Challenge.closes_at - now) / 86_400), Integer)
    began = exists().where(
        Attempt.challenge_id == Challenge.id,
        Attempt.member_id == member.id,
        Attempt.state != "given_up",
    )
    popular = select(_colleagues(member).subquery().c.challenge_id)
    fitting = select(Act.kind_id).where(*_acts(member))
    return case(
        (Challenge.closes_at <= now + SOON, days),
        (began, 25),
        (Challenge.act_kind_id.in_(fitting), 20),
        (Challenge.id.in_(popular), 21),
        (or_(Challenge.audience_id.is_not(None), Challenge.space_id.is_not(None)), 22),
        (Challenge.minutes <= QUICK_MINUTES, 23),
        (opened_at() > now - NEW, 24),
        else_=26,
    )


def reasons(member: Member, challenges: Sequence[Challenge]) -> dict[int, Any]:
    """The sentence for each, by challenge, in three selects."""
    ids = [challenge.id for challenge in challenges]
    began = set(
        db.session.scalars(
            select(Attempt.challenge_id).where(
                Attempt.challenge_id.in_(ids),
                Attempt.member_id == member.id,
                Attempt.state != "given_up",
            )
        )
    )
    kinds = [challenge.act_kind_id for challenge in challenges]
    acts = {
        act.kind_id: act
        for act in db.session.scalars(
            select(Act)
            .where(*_acts(member), Act.kind_id.in_(kinds))
            .ext(distinct_on(Act.kind_id))
            .order_by(Act.kind_id, Act.occurred_on.desc(), Act.id.desc())
            .options(joinedload(Act.kind))
        )
    }
    statement = _colleagues(member).where(Attempt.challenge_id.in_(ids))
    colleagues = {row[0]: row[1] for row in db.session.execute(statement)}
    return {
        one.id: _why(one, one.id in began, acts.get(one.act_kind_id or 0), colleagues.get(one.id))
        for one in challenges
    }


def opened_at() -> ColumnElement[Any]:
    """Since when a challenge is open."""
    return func.greatest(Challenge.published_at, Challenge.opens_at)


def _why(challenge: Challenge, began: bool, act: Act | None, colleagues: int | None) -> Any:
    now, closes_at = clock.now(), challenge.closes_at
    if closes_at is not None and closes_at <= now + SOON:
        return sentences.closes(closes_at)
    if began:
        return sentences.AGAIN
    if act is not None:
        return sentences.because(act)
    if colleagues:
        return sentences.colleagues(colleagues)
    if challenge.audience_id is not None or challenge.space_id is not None:
        people = challenge.audience.people if challenge.audience else None
        few = people is not None and people <= sentences.FEW
        return sentences.FOR_A_FEW if few else sentences.NOT_FOR_ALL
    if challenge.minutes <= QUICK_MINUTES:
        return sentences.QUICK
    opened = [at for at in (challenge.published_at, challenge.opens_at) if at is not None]
    return sentences.NEW if opened and max(opened) > now - NEW else sentences.UNTRIED


def _acts(member: Member) -> tuple[ColumnElement[bool], ...]:
    """What the member did for us, of those acts that stand."""
    return Act.member_id == member.id, Act.direction == WITHDRAWAL, Act.taken_back_at.is_(None)


def _colleagues(member: Member) -> Select:
    """Challenges that people now at the member's company have completed, and how many did."""
    mine, theirs = aliased(Position), aliased(Position)
    people = func.count(Attempt.member_id.distinct())
    return (
        select(Attempt.challenge_id, people)
        .join(theirs, theirs.member_id == Attempt.member_id)
        .join(mine, mine.company_id == theirs.company_id)
        .where(
            mine.member_id == member.id,
            mine.ended_on.is_(None),
            theirs.ended_on.is_(None),
            Attempt.member_id != member.id,
            Attempt.state == "approved",
        )
        .group_by(Attempt.challenge_id)
        .having(people >= FEWEST_COLLEAGUES)
    )
