"""The audit log: who did what to what, when, and what it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select

from hub.audit import AuditEntry
from hub.console.queries.naming import Named, Row, named, refers_to
from hub.db import db
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
    """One value that an entry changed, before and after; rows by their name where they have one."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """An entry with its actor (None is the command line) and the name its subject has now."""

    entry: AuditEntry
    actor: Member | None
    subject: Named | None
    changes: list[Change]

    @property
    def id(self) -> int:
        return self.entry.id


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
    names = named(row for entry in entries for row in _rows(entry))
    return [
        Line(
            entry,
            people.get(entry.actor_id or 0),
            names.get((entry.subject_type, entry.subject_id or 0)),
            _changes(entry, names),
        )
        for entry in entries
    ]


def _rows(entry: AuditEntry) -> Iterator[Row]:
    """The rows that the entry names by number: its subject, and those among what it says."""
    if entry.subject_id is not None:
        yield entry.subject_type, entry.subject_id
    for said in (entry.before or {}, entry.after or {}):
        for name, value in said.items():
            if row := _row(entry, name, value):
                yield row


def _row(entry: AuditEntry, name: str, value: Any) -> Row | None:
    table = refers_to(entry.subject_type, name) if isinstance(value, int) else None
    return (table, value) if table else None


def _changes(entry: AuditEntry, names: dict[Row, Named]) -> list[Change]:
    before, after = entry.before or {}, entry.after or {}

    def say(name: str, value: Any) -> Any:
        row = _row(entry, name, value)
        return names.get(row, value) if row else value

    found = [
        Change(name, say(name, before.get(name)), say(name, after.get(name)))
        for name in dict.fromkeys([*before, *after])
    ]
    # What is empty before and after says nothing.
    return [change for change in found if change.before or change.after]
