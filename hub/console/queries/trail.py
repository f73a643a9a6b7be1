"""The audit log: who did what to what, when, and what it changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, Table, select

from hub.audit import AuditEntry
from hub.db import Base, db
from hub.members.models import Member
from hub.paging import Key, Page, paginate

EXPORT_BATCH = 500


@dataclass(frozen=True)
class Filters:
    """What of the log is wanted; empty means all."""

    actor_id: int | None = None
    action: str = ""
    subject_type: str = ""
    subject_id: int | None = None


@dataclass(frozen=True)
class Change:
    """One value that an entry changed, before and after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """An entry with its actor (None is the command line) and the name its subject has now."""

    entry: AuditEntry
    actor: Member | None
    subject: str | None

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def changes(self) -> list[Change]:
        before, after = self.entry.before or {}, self.entry.after or {}
        names = dict.fromkeys([*before, *after])
        found = [Change(name, before.get(name), after.get(name)) for name in names]
        # What is empty before and after says nothing.
        return [change for change in found if change.before or change.after]


def trail(filters: Filters, at: str | None = None, limit: int = 25) -> Page:
    """One page of the log, newest first."""
    keys = [Key(AuditEntry.id, "id", descending=True)]
    page = paginate(_filtered(filters), keys, at, limit)
    return replace(page, items=_lines(page.items))


def whole_trail(filters: Filters) -> Iterator[Line]:
    """All of it, newest first, without holding it all in memory."""
    at: str | None = None
    while True:
        page = trail(filters, at, EXPORT_BATCH)
        yield from page.items
        if page.next_key is None:
            return
        at = page.next_key


def actors() -> list[Member]:
    """Everyone who is in the log, by name."""
    ids = select(AuditEntry.actor_id).distinct()
    return list(
        db.session.scalars(
            select(Member)
            .where(Member.id.in_(ids))
            .order_by(Member.given_name, Member.family_name, Member.id)
        )
    )


def actions() -> list[str]:
    """Every action that is in the log."""
    return list(
        db.session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action))
    )


def _filtered(filters: Filters) -> Select[AuditEntry]:
    statement = select(AuditEntry)
    if filters.actor_id is not None:
        statement = statement.where(AuditEntry.actor_id == filters.actor_id)
    if filters.action:
        statement = statement.where(AuditEntry.action == filters.action)
    if filters.subject_type:
        statement = statement.where(AuditEntry.subject_type == filters.subject_type)
    if filters.subject_id is not None:
        statement = statement.where(AuditEntry.subject_id == filters.subject_id)
    return statement


def _lines(entries: Sequence[AuditEntry]) -> list[Line]:
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    people = {m.id: m for m in db.session.scalars(select(Member).where(Member.id.in_(ids)))}
    names = _names(entries)
    return [
        Line(
            entry,
            people.get(entry.actor_id or 0),
            names.get((entry.subject_type, entry.subject_id or 0)),
        )
        for entry in entries
    ]


def _names(entries: Iterable[AuditEntry]) -> dict[tuple[str, int], str]:
    """What the subjects are called now: one select for each table among them."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.subject_id is not None:
            wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    found: dict[tuple[str, int], str] = {}
    for name, ids in wanted.items():
        table = Base.metadata.tables.get(name)
        called = _called(table) if table is not None else None
        if table is not None and called is not None:
            rows = db.session.execute(called.where(table.c.id.in_(ids)))
            found.update({(name, id): text for id, text in rows})
    return found


def _called(table: Table) -> Select[Any] | None:
    """Ids of a table's rows and what they are called; None where they have no name."""
    label = _label(table)
    if label is not None:
        return select(table.c.id, label)
    if table.name not in _OF_A_MEMBER:
        return None
    about = Base.metadata.tables[_OF_A_MEMBER[table.name]]
    members = Base.metadata.tables["members"]
    text = _label(about) + " · " + _label(members)
    return select(table.c.id, text).select_from(
        table.join(about).join(members, members.c.id == table.c.member_id)
    )


# Rows that are named after what they are about and whose they are.
_OF_A_MEMBER = {
    "attempts": "challenges",
    "positions": "companies",
    "redemptions": "rewards",
    "registrations": "events",
}


def _label(table: Table) -> Any:
    """The column by which people know a row, where there is one."""
    if "given_name" in table.c:
        return table.c.given_name + " " + table.c.family_name
    return next((table.c[name] for name in ("title", "name") if name in table.c), None)
