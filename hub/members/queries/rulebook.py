"""The rules of all audiences, and the facts about a member that they ask for."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from hub.db import db, set_local
from hub.members.audiences.book import NESTED, Book, Entry
from hub.members.audiences.compiling import LISTS
from hub.members.audiences.fields import FIELDS
from hub.members.audiences.reading import Facts
from hub.members.audiences.rules import restored
from hub.members.models import Audience, AudienceEntry, Member

# The newest book that this process has read, under what tells it from any other.
_read: tuple[Any, Book] = (None, {})


def book() -> Book:
    """Every audience's name and rule. Rules are read again only after one has changed."""
    return _book_of(db.session.execute(select(*_edition())).one())


def _edition() -> tuple[Any, Any]:
    """Changes whenever an audience is added, changed or deleted: no version is given twice."""
    count = select(func.count()).select_from(Audience).scalar_subquery()
    newest = select(func.max(Audience.version)).scalar_subquery()
    return count.label("count"), newest.label("newest")


def _book_of(row: Any) -> Book:
    global _read
    edition = (row.count, row.newest)
    if _read[0] != edition:
        rows = db.session.execute(select(Audience.id, Audience.name, Audience.rule))
        entries = {
            id: Entry(name, None if rule is None else restored(rule)) for id, name, rule in rows
        }
        _read = (edition, entries)
    return _read[1]


def make_room() -> None:
    """Before a statement over everybody: a million ids are hashed in memory. Without room for them
    PostgreSQL would look through all of them once for every member."""
    set_local({"work_mem": "256MB"})


def facts_and_book(member_id: int) -> tuple[Facts, Book]:
    """All that rules can ask about the member, in one select, and the rules."""
    row = db.session.execute(_facts(), {"id": member_id}).one()
    return dict(zip((*FIELDS, NESTED), row, strict=False)), _book_of(row)


@cache
def _facts() -> Select[Any]:
    """The select is made once: putting it together takes longer than running it."""
    return select(
        *(field.fact.label(f"is_{field.name}") for field in FIELDS.values()),
        LISTS.values(AudienceEntry.audience_id).label(f"is_{NESTED}"),
        *_edition(),
    ).where(Member.id == bindparam("id"))
