"""Audiences as managers see them, and who is in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from hub.db import Base, db, in_time
from hub.members.audiences.compiling import where, where_in
from hub.members.audiences.joined import everybody
from hub.members.audiences.rules import Rule
from hub.members.models import Audience, AudienceEntry, Member
from hub.members.queries.people import is_here, with_all
from hub.members.queries.rulebook import book, make_room
from hub.paging import Key, Page, paginate

SAMPLE = 20
# Milliseconds that a count may take before it is given up.
PATIENCE = 10_000


@dataclass(frozen=True)
class Found:
    """How many people a rule finds, and some of them."""

    count: int
    sample: Sequence[Member]


def audiences_page(q: str, at: str | None) -> Page:
    """Audiences by name; `q` is part of the name."""
    statement = select(Audience)
    if q := q.replace("\0", "").strip():
        statement = statement.where(Audience.name.icontains(q, autoescape=True))
    return paginate(statement, [Key(Audience.name, "name"), Key(Audience.id, "id")], at)


def audience_names() -> list[tuple[int, str]]:
    """Every audience to choose from, by name."""
    rows = db.session.execute(
        select(Audience.id, Audience.name).order_by(func.lower(Audience.name))
    )
    return [(row.id, row.name) for row in rows]


def people_in(audience_id: int) -> Select[Any]:
    """The ids of the members who are in the audience and still here, found for all at once.

    It reads its own members, whatever the statement that it stands in reads.
    """
    return _found_where(where_in(audience_id, book(), many=True)).correlate(None)


def _found_where(condition: ColumnElement[bool]) -> Select[Any]:
    make_room()
    return everybody(Member.id).where(is_here(), condition)


def found_by_rule(rule: Rule) -> Found | None:
    """How many people fit the rule, and a sample that stays the same while the rule does.

    None where counting takes longer than `PATIENCE`.
    """
    ids = _found_where(where(rule, book(), many=True))
    return in_time(PATIENCE, lambda: _found(ids))


def count_in(audience_id: int) -> int:
    """How many people are in the audience now."""
    ids = people_in(audience_id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def _found(ids: Select[Any]) -> Found:
    matched = ids.cte("matched").prefix_with("MATERIALIZED")
    # Neither the newest nor the oldest: some from everywhere, and the same ones each time.
    some = select(matched.c.id).order_by(func.hashint8(matched.c.id)).limit(SAMPLE)
    row = db.session.execute(
        select(
            select(func.count()).select_from(matched).scalar_subquery(),
            func.array(some.scalar_subquery()),
        )
    ).one()
    people = with_all(select(Member)).where(Member.id.in_(row[1])).order_by(Member.id)
    return Found(row[0], db.session.scalars(people).all())


def entries_page(audience: Audience, q: str, at: str | None) -> Page:
    """The addresses on a list, each with the member whose it is."""
    statement = select(AudienceEntry).where(AudienceEntry.audience_id == audience.id)
    if q := q.replace("\0", "").strip():
        statement = statement.where(AudienceEntry.email.icontains(q, autoescape=True))
    return paginate(statement, [Key(AudienceEntry.email, "email")], at)


def uses(audience_id: int) -> dict[str, int]:
    """How many rows of each table belong to the audience; its own entries aside."""
    counts = {}
    for table in Base.metadata.sorted_tables:
        column = table.c.get("audience_id")
        if column is not None and table is not AudienceEntry.__table__:
            counts[table.name] = (
                select(func.count())
                .where(column == audience_id)
                .scalar_subquery()
                .label(table.name)
            )
    row = db.session.execute(select(*counts.values())).one()
    return {name: count for name, count in zip(counts, row, strict=True) if count}
