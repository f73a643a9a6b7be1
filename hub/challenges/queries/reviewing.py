"""The review queue."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub import clock
from hub.challenges.models import Attempt, Challenge, Claim, Review
from hub.db import db
from hub.members.models import Company, Member, Position
from hub.paging import Key, Page, paginate


@dataclass(frozen=True)
class Wanted:
    """What a reviewer wants to see of the queue. `state` is "mine", "unclaimed", "late" or ""."""

    challenge: int | None = None
    kind: str = ""
    company: int | None = None
    state: str = ""
    q: str = ""

    @property
    def args(self) -> dict[str, Any]:
        """What of it goes into an address."""
        return {name: value for name, value in vars(self).items() if value not in (None, "")}


def waiting(at: str | None, wanted: Wanted, reviewer: Member) -> Page:
    """One page of attempts that wait for a decision, the oldest promise first."""
    statement = (
        select(Attempt)
        .where(Attempt.state == "waiting", *_filters(wanted, reviewer))
        .options(joinedload(Attempt.challenge), _with_member())
    )
    return paginate(statement, [Key(Attempt.due_at, "due_at"), Key(Attempt.id, "id")], at)


def all_waiting(wanted: Wanted, reviewer: Member, limit: int) -> list[Attempt]:
    """Everything that fits, in the order of the queue, up to `limit`."""
    return list(
        db.session.scalars(
            _oldest(limit)
            .where(*_filters(wanted, reviewer))
            .options(joinedload(Attempt.challenge), _with_member())
        )
    )


def waiting_with(ids: list[int]) -> list[Attempt]:
    """Those of the attempts that wait, in the order of the queue."""
    return list(
        db.session.scalars(
            _oldest(len(ids))
            .where(Attempt.id.in_(ids))
            .options(joinedload(Attempt.challenge), _with_member())
        )
    )


def waiting_challenges() -> list[tuple[Challenge, int]]:
    """The challenges with work in the queue, each with how much."""
    return _counted(Challenge, Attempt.challenge_id == Challenge.id, Challenge.title)


def waiting_companies() -> list[tuple[Company, int]]:
    """The companies whose people wait, each with how many answers it waits for."""
    works = and_(Position.member_id == Attempt.member_id, Position.ended_on.is_(None))
    there = exists().where(works, Position.company_id == Company.id)
    return _counted(Company, there, Company.name)


def waiting_count(wanted: Wanted | None = None, reviewer: Member | None = None) -> int:
    """How many attempts wait for a decision; of those that fit, where `wanted` says which."""
    counted = select(func.count()).select_from(Attempt).where(Attempt.state == "waiting")
    if wanted is not None and reviewer is not None:
        counted = counted.where(*_filters(wanted, reviewer))
    return db.session.scalar(counted) or 0


def oldest_waiting() -> Attempt | None:
    """The attempt whose promise ends first."""
    return db.session.scalar(_oldest())


def next_waiting(
    reviewer: Member, wanted: Wanted | None = None, after: Attempt | None = None
) -> Attempt | None:
    """What the reviewer should look at next: the oldest promise that is neither for their own work
    nor looked at by somebody else. In: `after`, the one to go on from."""
    found = _oldest().where(*_filters(wanted or Wanted(), reviewer), *_free(reviewer))
    if after is not None and after.due_at is not None:
        found = found.where(_place() > _place_of(after))
    return db.session.scalar(found)


def previous_waiting(reviewer: Member, wanted: Wanted, before: Attempt) -> Attempt | None:
    """The one before it in the queue, skipping the same."""
    if before.due_at is None:
        return None
    return db.session.scalar(
        select(Attempt)
        .where(
            Attempt.state == "waiting",
            *_filters(wanted, reviewer),
            *_free(reviewer),
            _place() < _place_of(before),
        )
        .order_by(Attempt.due_at.desc(), Attempt.id.desc())
        .limit(1)
    )


def reviewable(id: int) -> Attempt | None:
    """The attempt with all that its page needs; None for what was never handed in."""
    return db.session.scalar(
        select(Attempt)
        .where(Attempt.id == id, Attempt.handed_in_at.is_not(None))
        .options(
            joinedload(Attempt.challenge).joinedload(Challenge.badge),
            joinedload(Attempt.challenge).joinedload(Challenge.act_kind),
            _with_member(),
            selectinload(Attempt.reviews).joinedload(Review.reviewer),
        )
    )


def _with_member() -> Any:
    return joinedload(Attempt.member).selectinload(Member.positions).joinedload(Position.company)


def _oldest(limit: int = 1) -> Select[Attempt]:
    return (
        select(Attempt)
        .where(Attempt.state == "waiting")
        .order_by(Attempt.due_at, Attempt.id)
        .limit(limit)
    )


def _place() -> Any:
    return func.row(Attempt.due_at, Attempt.id)


def _place_of(attempt: Attempt) -> Any:
    return func.row(attempt.due_at, attempt.id)


def _claimed(*by: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Claim.attempt_id == Attempt.id, Claim.until > clock.now(), *by)


def _free(reviewer: Member) -> tuple[ColumnElement[bool], ...]:
    return (Attempt.member_id != reviewer.id, not_(_claimed(Claim.member_id != reviewer.id)))


def _counted(thing: Any, joined: ColumnElement[bool], name: Any) -> list[tuple[Any, int]]:
    rows = db.session.execute(
        select(thing, func.count(Attempt.id))
        .join(Attempt, joined)
        .where(Attempt.state == "waiting")
        .group_by(thing.id)
        .order_by(name, thing.id)
    )
    return [(row[0], row[1]) for row in rows]


def _filters(wanted: Wanted, reviewer: Member) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.challenge is not None:
        found.append(Attempt.challenge_id == wanted.challenge)
    if wanted.kind:
        found.append(Attempt.challenge.has(Challenge.kind == wanted.kind))
    if wanted.company is not None:
        there = Position.company_id == wanted.company
        works = and_(Position.member_id == Attempt.member_id, Position.ended_on.is_(None), there)
        found.append(exists().where(works))
    by_state: dict[str, ColumnElement[bool]] = {
        "mine": _claimed(Claim.member_id == reviewer.id),
        "unclaimed": not_(_claimed()),
        "late": Attempt.due_at < clock.now(),
    }
    if wanted.state in by_state:
        found.append(by_state[wanted.state])
    for word in wanted.q.replace("\0", "").split()[:6]:
        named = (Member.given_name, Member.family_name)
        holds = or_(*(name.icontains(word, autoescape=True) for name in named))
        found.append(Attempt.member.has(holds))
    return found
