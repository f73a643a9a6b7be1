"""Companies as managers look for them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, any_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased, contains_eager

from hub.db import db
from hub.members.models import Company, Member, Position
from hub.paging import Key, Page, paginate

SUGGESTED = 500


def companies_page(q: str, at: str | None) -> Page:
    """Companies by name; `q` is part of the name, a domain or the account."""
    statement = select(Company)
    if q := q.replace("\0", "").strip():
        statement = statement.where(is_meant(q))
    return paginate(statement, [Key(Company.name_key, "name_key"), Key(Company.id, "id")], at)


def is_meant(q: str) -> ColumnElement[bool]:
    """Whether `q` is part of the company's name, a domain or the account."""
    return or_(
        Company.name.icontains(q, autoescape=True),
        Company.account_id == q,
        any_(Company.domains) == q.lower(),
    )


def people_at(companies: Sequence[Company]) -> dict[int, int]:
    """How many members work at each of the companies now, by id."""
    ids = [company.id for company in companies]
    statement = (
        select(Position.company_id, func.count())
        .where(Position.company_id.in_(ids), Position.ended_on.is_(None))
        .group_by(Position.company_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def left_from(company: Company) -> int:
    """How many members worked at the company and do not now; who was erased is not counted."""
    there = select(Position.member_id).where(Position.company_id == company.id)
    statement = select(func.count()).where(
        Member.erased_at.is_(None),
        Member.id.in_(there),
        Member.id.not_in(there.where(Position.ended_on.is_(None))),
    )
    return db.session.scalar(statement) or 0


def colleagues(company: Company, at: str | None, limit: int) -> Page:
    """Who works and worked at the company, by their latest position there: those who are there
    first, the newest on top."""
    later = aliased(Position)
    again = exists().where(
        later.member_id == Position.member_id,
        later.company_id == Position.company_id,
        tuple_(later.ended_on.is_(None), later.id)
        > tuple_(Position.ended_on.is_(None), Position.id),
    )
    statement = (
        select(Position)
        .join(Position.member)
        .where(Position.company_id == company.id, Member.erased_at.is_(None), ~again)
        .options(contains_eager(Position.member).selectinload(Member.addresses))
    )
    keys = [Key(Position.is_over, "is_over"), Key(Position.id, "id", descending=True)]
    return paginate(statement, keys, at, limit)


def done_by(owner: Member | Company, member_id: Any, at: Any) -> ColumnElement[bool]:
    """Whether something was done by the member, or by somebody in their time at the company.

    In: the columns that say who did it, and when.
    """
    if isinstance(owner, Member):
        return member_id == owner.id
    # The first condition follows from the second, and lets PostgreSQL begin with the company's
    # people: measured on 500,000 attempts, 0.3 ms instead of 72.
    people = select(Position.member_id).where(Position.company_id == owner.id)
    then = exists().where(
        Position.company_id == owner.id,
        Position.member_id == member_id,
        Position.covers_instant(at),
    )
    return and_(member_id.in_(people), then)


def companies_called(text: str) -> Sequence[Company]:
    """The company with that account, else all with that name."""
    text = text.replace("\0", "").strip()
    return companies_meant([text])[text]


def companies_meant(
    texts: Collection[str], *, hold: bool = False
) -> Mapping[str, Sequence[Company]]:
    """The same of many texts at once. In: `hold`, whether they are locked, in the order of ids."""
    keys = {Company.key_of(text) for text in texts}
    statement = select(Company).where(Company.account_id.in_(texts) | Company.name_key.in_(keys))
    if hold:
        statement = statement.with_for_update(key_share=True)
    by_account: dict[str | None, list[Company]] = {}
    by_name: dict[str, list[Company]] = {}
    for company in db.session.scalars(statement.order_by(Company.id)):
        by_account.setdefault(company.account_id, []).append(company)
        by_name.setdefault(company.name_key, []).append(company)
    return {text: by_account.get(text) or by_name.get(Company.key_of(text), []) for text in texts}


def company_names() -> Sequence[str]:
    """Names to suggest while somebody types."""
    return db.session.scalars(
        select(Company.name).distinct().order_by(Company.name).limit(SUGGESTED)
    ).all()
