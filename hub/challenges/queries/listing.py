"""The parts of a member's page of challenges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, any_, case, exists, func, literal, not_, or_, select
from sqlalchemy.orm import Bundle, joinedload

from hub.challenges.again import may_begin
from hub.challenges.models import Aside, Attempt, Challenge
from hub.challenges.models.choices import LATER
from hub.challenges.queries.cards import (
    Card,
    build,
    cards_of,
    mine,
    seen,
    with_asides,
    with_pictures,
)
from hub.challenges.queries.locks import unlocked
from hub.challenges.queries.reasons import rank, reasons
from hub.challenges.words import KIND_WORDS
from hub.db import db
from hub.members.models import Member
from hub.members.queries.visibility import visible_to, within_reach
from hub.paging import Key, Page, paginate

ACTIVE = ("returned", "in_progress", "waiting")
DONE = ("approved", "rejected")
SHOWN = 24


@dataclass(frozen=True)
class Narrowed:
    """What the member wants to see of it: nothing chosen is everything."""

    kind: str = ""
    minutes: int | None = None
    points: int | None = None
    tag: str = ""
    q: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.minutes or self.points or self.tag or self.q.strip())

    def conditions(self) -> list[ColumnElement[bool]]:
        """Over `challenges`."""
        found: list[ColumnElement[bool]] = []
        if self.kind in KIND_WORDS:
            found.append(Challenge.kind == self.kind)
        if self.minutes:
            found.append(Challenge.minutes <= self.minutes)
        if self.points:
            found.append(Challenge.points >= self.points)
        if self.tag:
            found.append(literal(self.tag) == any_(Challenge.tags))
        if self.q.strip():
            # "Meetup" finds a "meet-up".
            title, words = func.replace(Challenge.title, "-", ""), self.q.strip().replace("-", "")
            found.append(title.icontains(words, autoescape=True))
        return found


EVERYTHING = Narrowed()


def in_progress(member: Member, limit: int = 50, narrowed: Narrowed = EVERYTHING) -> list[Card]:
    """What the member has begun and what waits for a reviewer; returned work comes first."""
    order = case({state: place for place, state in enumerate(ACTIVE)}, value=Attempt.state)
    challenges = db.session.scalars(
        with_pictures()
        .join(Attempt, mine(member))
        .where(Attempt.state.in_(ACTIVE), within_reach(member, Challenge), *narrowed.conditions())
        .order_by(order, Attempt.started_at.desc(), Attempt.id.desc())
        .limit(limit)
    ).all()
    return cards_of(member, challenges)


def suggested(member: Member, limit: int = 3) -> list[Card]:
    """What the member could begin now, in the order of `rank`; every card says why."""
    order = (rank(member), Challenge.minutes, Challenge.published_at.desc(), Challenge.id.desc())
    challenges = db.session.scalars(
        with_pictures().where(*_open_to(member)).order_by(*order).limit(limit)
    ).all()
    return _with_reasons(member, challenges)


def open_to(member: Member, at: str | None, narrowed: Narrowed = EVERYTHING) -> Page:
    """One page of cards of what the member could begin, in the order of `rank`, each with why."""
    place = rank(member)
    line: Bundle[Any] = Bundle(
        "line", place.label("rank"), Challenge.minutes, Challenge.published_at, Challenge.id
    )
    page = paginate(
        select(line).where(*_open_to(member), *narrowed.conditions()),
        [
            Key(place, "rank"),
            Key(Challenge.minutes, "minutes"),
            Key(Challenge.published_at, "published_at", descending=True),
            Key(Challenge.id, "id", descending=True),
        ],
        at,
        limit=SHOWN,
    )
    return replace(page, items=_with_reasons(member, _by_ids([row.id for row in page.items])))


def not_yet(member: Member, narrowed: Narrowed = EVERYTHING) -> list[Card]:
    """What is announced, and what is locked for the member and shown all the same."""
    shown = and_(Challenge.is_open, Challenge.shown_locked, not_(unlocked(member)))
    announced = and_(Challenge.is_scheduled, Challenge.announced)
    challenges = db.session.scalars(
        with_pictures()
        .where(*_beginnable(member), or_(announced, shown), *narrowed.conditions())
        .order_by(Challenge.opens_at.asc().nulls_last(), Challenge.id.desc())
        .limit(SHOWN)
    ).all()
    return build(member, [(challenge, None) for challenge in challenges])


def as_suggested(member: Member, challenge: Challenge) -> Card:
    """The challenge as it stands among what is suggested."""
    return _with_reasons(member, [challenge])[0]


def put_aside(member: Member, at: str | None = None, kind: str | None = None) -> Page:
    """One page of cards of what the member put aside, the latest first; of one kind, or all."""
    statement = (
        select(Aside)
        .join(Challenge, Challenge.id == Aside.challenge_id)
        .where(Aside.member_id == member.id, Aside.back_at.is_(None))
    )
    if kind is not None:
        statement = statement.where(Aside.kind == kind)
    page = paginate(
        statement.where(seen(member)),
        [Key(Aside.put_at, "put_at", descending=True), Key(Aside.id, "id", descending=True)],
        at,
        limit=SHOWN,
    )
    challenges = _by_ids([aside.challenge_id for aside in page.items])
    return replace(page, items=with_asides(member, cards_of(member, challenges)))


def kept_for_later(member: Member, narrowed: Narrowed = EVERYTHING) -> list[Card]:
    """What the member put aside for later and can still begin or go on with."""
    later = exists().where(
        Aside.challenge_id == Challenge.id,
        Aside.member_id == member.id,
        Aside.back_at.is_(None),
        Aside.kind == LATER,
    )
    challenges = db.session.scalars(
        with_pictures()
        .where(
            later,
            Challenge.is_open,
            visible_to(member, Challenge),
            may_begin(member),
            unlocked(member),
            *narrowed.conditions(),
        )
        .order_by(Challenge.id.desc())
        .limit(SHOWN)
    ).all()
    return with_asides(member, build(member, [(challenge, None) for challenge in challenges]))


def done(member: Member, at: str | None, limit: int = SHOWN) -> Page:
    """One page of cards of what was decided, newest first; a card for every round."""
    page = paginate(
        select(Attempt)
        .join(Challenge)
        .where(
            Attempt.member_id == member.id,
            Attempt.state.in_(DONE),
            within_reach(member, Challenge),
        )
        .options(
            joinedload(Attempt.challenge).options(
                joinedload(Challenge.picture),
                joinedload(Challenge.space),
                joinedload(Challenge.audience),
            )
        ),
        [
            Key(Attempt.handed_in_at, "handed_in_at", descending=True),
            Key(Attempt.id, "id", descending=True),
        ],
        at,
        limit=limit,
    )
    return replace(page, items=build(member, [(one.challenge, one) for one in page.items]))


def tags_for(member: Member) -> list[str]:
    """Every tag among what the member could begin, in order."""
    tags = select(func.unnest(Challenge.tags)).where(*_open_to(member)).distinct()
    return sorted(db.session.scalars(tags), key=str.casefold)


def _open_to(member: Member) -> list[ColumnElement[bool]]:
    return [*_beginnable(member), and_(Challenge.is_open), unlocked(member)]


def _beginnable(member: Member) -> list[ColumnElement[bool]]:
    """What is for the member, not in their hands, and not put aside."""
    aside = exists().where(
        Aside.challenge_id == Challenge.id,
        Aside.member_id == member.id,
        Aside.back_at.is_(None),
    )
    return [visible_to(member, Challenge), may_begin(member), ~aside]


def _by_ids(ids: Sequence[int]) -> list[Challenge]:
    """These challenges, in this order."""
    rows = db.session.scalars(with_pictures().where(Challenge.id.in_(ids)))
    found = {one.id: one for one in rows}
    return [found[id] for id in ids]


def _with_reasons(member: Member, challenges: Sequence[Any]) -> list[Card]:
    return cards_of(member, challenges, reasons(member, challenges))
