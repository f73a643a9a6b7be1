"""May this member, or which of these, be asked for that now?"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from hub import clock
from hub.advocacy.judging import Answer, Facts, Wanted, judge
from hub.advocacy.models import Act, ActKind, Ask, AskOptOut, AskPause, AskRules
from hub.db import db
from hub.members.models import Company, Crisis, Member, Position


def rules() -> AskRules:
    """The rules as they are set."""
    return db.session.scalars(select(AskRules)).one()


def may_ask(
    member: Member, kind: ActKind, *, weight: int | None = None, on: date | None = None
) -> Answer:
    """Whether the member may be asked for an act of `kind` on that day, today unless given.

    In: `weight`, of the kind unless given.
    """
    return may_ask_all([member.id], kind, weight=weight, on=on)[member.id]


def may_ask_all(
    member_ids: Collection[int],
    kind: ActKind,
    *,
    weight: int | None = None,
    on: date | None = None,
) -> Mapping[int, Answer]:
    """The same of many members, by id, in two selects however many they are."""
    wanted = Wanted.of(kind, on or clock.today(), weight)
    set_rules = rules()
    asked_for = select(ActKind).where(ActKind.id == kind.id).subquery()
    rows = db.session.execute(
        _facts(asked_for, wanted.on, set_rules).where(Member.id.in_(member_ids))
    )
    return {row.member_id: judge(_fact(row), wanted, set_rules) for row in rows}


def facts_by_kind(member: Member, kinds: Collection[ActKind]) -> Mapping[int, Facts]:
    """The facts about one member for asks of each of `kinds` today, by the kind's id."""
    asked_for = select(ActKind).where(ActKind.id.in_([kind.id for kind in kinds])).subquery()
    rows = db.session.execute(
        _facts(asked_for, clock.today(), rules()).where(Member.id == member.id)
    )
    return {row.kind_id: _fact(row) for row in rows}


def facts_of_company(company: Company) -> Facts:
    """The facts that everybody at the company shares today, and nothing about any of them."""
    since = clock.today() - timedelta(days=rules().window_days)
    asks = _asks(Ask.company_id == Company.id, since).label("company_asks")
    row = db.session.execute(select(*_of_company(), asks).where(Company.id == company.id)).one()
    values = row._asdict() | {"company_asks": _dated(row.company_asks)}
    return Facts(member_id=0, company_id=company.id, **values)


def _of_company() -> list[ColumnElement[Any]]:
    """What the guard wants to know about the company at hand."""
    crisis_open = exists().where(Crisis.company_id == Company.id, Crisis.closed_on.is_(None))
    return [
        func.coalesce(Company.name, "").label("company"),
        Company.first_value_on.label("first_value_on"),
        crisis_open.label("crisis_open"),
        func.greatest(Company.in_crisis_until, _last_crisis()).label("crisis_ended_on"),
    ]


def _fact(row: Any) -> Facts:
    values = row._asdict()
    del values["kind_id"]
    values["asks"] = _dated(row.asks)
    values["company_asks"] = _dated(row.company_asks)
    return Facts(**values)


def _dated(pairs: list[list[Any]] | None) -> list[tuple[date, int]]:
    return [(date.fromisoformat(day), weight) for day, weight in pairs or ()]


def _facts(kind: Subquery, on: date, set_rules: AskRules) -> Select[Any]:
    """A row for every member and every kind of `kind`."""
    since = on - timedelta(days=set_rules.window_days)
    of_kind = (Ask.member_id == Member.id, Ask.kind_id == kind.c.id)
    last_asked = select(func.max(Ask.asked_on)).where(*of_kind).scalar_subquery()
    last_done = (
        select(func.max(Act.occurred_on))
        .where(Act.member_id == Member.id, Act.kind_id == kind.c.id, Act.taken_back_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            Member.id.label("member_id"),
            kind.c.id.label("kind_id"),
            Position.company_id,
            *_of_company(),
            _pause().label("paused_until"),
            exists()
            .where(AskOptOut.member_id == Member.id, AskOptOut.kind_id == kind.c.id)
            .label("opted_out"),
            _asks(Ask.member_id == Member.id, since).label("asks"),
            _asks(Ask.company_id == Position.company_id, since).label("company_asks"),
            _total(Act.signed, Act.member_id == Member.id, Act.taken_back_at.is_(None)).label(
                "bank"
            ),
            _total(Ask.value, Ask.member_id == Member.id, Ask.closed_at.is_(None)).label(
                "promised"
            ),
            func.greatest(last_asked, last_done).label("last_on"),
        )
        .select_from(Member)
        .join(kind, literal(True))
        .outerjoin(Position, (Position.member_id == Member.id) & Position.ended_on.is_(None))
        .outerjoin(Company, Company.id == Position.company_id)
    )


def _last_crisis() -> ScalarSelect[date | None]:
    ended = select(func.max(Crisis.closed_on)).where(Crisis.company_id == Company.id)
    return ended.scalar_subquery()


def _pause() -> ScalarSelect[date]:
    return select(AskPause.until).where(AskPause.member_id == Member.id).scalar_subquery()


def _asks(whose: ColumnElement[bool], since: date) -> ScalarSelect[Any]:
    pair = func.json_build_array(Ask.asked_on, Ask.weight)
    return (
        select(func.json_agg(aggregate_order_by(pair, Ask.asked_on)))
        .where(whose, Ask.asked_on > since)
        .scalar_subquery()
    )


def _total(values: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    total = func.coalesce(func.sum(values), literal(0))
    return select(cast(total, BigInteger)).where(*where).scalar_subquery()
