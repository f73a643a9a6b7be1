"""Asks on record, and what the guard says of every kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from hub import clock
from hub.advocacy.judging import Answer, Facts, Wanted, judge
from hub.advocacy.models import (
    RULES,
    RULES_OF_COMPANY,
    WITHDRAWAL,
    ActKind,
    Ask,
    AskOptOut,
    AskPause,
)
from hub.advocacy.queries.guard import facts_by_kind, facts_of_company, rules
from hub.advocacy.queries.kinds import kinds_to_choose
from hub.db import db
from hub.members.models import Company, Member

SHOWN = 20


@dataclass(frozen=True)
class Wishes:
    """What a member wishes about being asked."""

    pause: AskPause | None
    unwanted: set[int]


def wishes(member: Member) -> Wishes:
    """The member's break, if it is not over, and the kinds that are not for them."""
    pause = db.session.get(AskPause, member.id)
    if pause is not None and pause.until <= clock.today():
        pause = None
    unwanted = select(AskOptOut.kind_id).where(AskOptOut.member_id == member.id)
    return Wishes(pause, set(db.session.scalars(unwanted)))


def askable_kinds() -> Sequence[ActKind]:
    """Kinds that members are asked for; what weighs nothing they come with by themselves."""
    return [kind for kind in kinds_to_choose() if kind.direction == WITHDRAWAL and kind.weight]


def guard_says(member: Member) -> list[tuple[ActKind, Answer]]:
    """Of every kind whether the member may be asked for it today, and if not, why."""
    kinds = askable_kinds()
    return _said(kinds, facts_by_kind(member, kinds), RULES)


def guard_says_of_company(company: Company) -> list[tuple[ActKind, Answer]]:
    """The same of a company, by the rules that hold for everybody there alike."""
    kinds, facts = askable_kinds(), facts_of_company(company)
    return _said(kinds, dict.fromkeys([kind.id for kind in kinds], facts), RULES_OF_COMPANY)


def _said(
    kinds: Sequence[ActKind], facts: Mapping[int, Facts], among: Collection[str]
) -> list[tuple[ActKind, Answer]]:
    today, set_rules = clock.today(), rules()
    return [
        (kind, judge(facts[kind.id], Wanted.of(kind, today), set_rules, among=among))
        for kind in kinds
    ]


def recent_asks(owner: Member | Company) -> Sequence[Ask]:
    """The latest asks of a member, or of a company, open or not."""
    return db.session.scalars(_asks_of(owner)).all()


def open_asks(owner: Member | Company) -> Sequence[Ask]:
    """The latest asks of either that wait for an answer."""
    return db.session.scalars(_asks_of(owner).where(Ask.closed_at.is_(None))).all()


def _asks_of(owner: Member | Company) -> Select:
    whose: ColumnElement[bool] = (
        Ask.member_id == owner.id if isinstance(owner, Member) else Ask.company_id == owner.id
    )
    return (
        select(Ask)
        .where(whose)
        .options(joinedload(Ask.kind), joinedload(Ask.member), joinedload(Ask.actor))
        .order_by(Ask.asked_on.desc(), Ask.id.desc())
        .limit(SHOWN)
    )
