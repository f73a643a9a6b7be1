"""The record of what managers did: who, what, when, before and after. Rows are never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import BigInteger, ForeignKey, Index, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, Id, db

# Columns whose values never belong in a log.
_SECRET = frozenset({"password", "fs_uniquifier", "token_hash"})


class Actor(Protocol):
    id: Any


class AuditEntry(Base):
    """One thing that somebody with power over others' data did."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_type", "subject_id", "id"),
        Index("ix_audit_entries_actor_id", "actor_id", "id"),
        Index("ix_audit_entries_action", "action", "id"),
    )

    id: Mapped[Id]
    at: Mapped[CreatedAt]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


def record(
    actor: Actor | None,
    action: str,
    subject: Any,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Put one line on record, in the caller's transaction.

    In: `action` as noun.past ("challenge.published"); `subject`, a row that has its id, or the
    name of what has no row. `actor` is None for the command line.
    """
    named = isinstance(subject, str)
    db.session.add(
        AuditEntry(
            actor_id=actor.id if actor else None,
            action=action,
            subject_type=subject if named else subject.__tablename__,
            subject_id=None if named else subject.id,
            before=before,
            after=after,
        )
    )


@contextmanager
def recorded(actor: Actor | None, action: str, subject: Any) -> Iterator[None]:
    """Record what the block changes about `subject`: only the columns that differ.

    A block that changes nothing leaves no line; a row that the block creates has no "before".
    """
    before = snapshot(subject) if inspect(subject).persistent else None
    yield
    db.session.flush()
    after = snapshot(subject)
    if before is None:
        record(actor, action, subject, after=after)
        return
    changed = [name for name in after if before.get(name) != after[name]]
    if changed:
        record(
            actor,
            action,
            subject,
            before={name: before.get(name) for name in changed},
            after={name: after[name] for name in changed},
        )


def snapshot(subject: Any) -> dict[str, Any]:
    """The row's columns as JSON-able values, without secrets and what the database computes."""
    columns = inspect(type(subject)).column_attrs
    return {
        column.key: _plain(getattr(subject, column.key))
        for column in columns
        if column.key not in _SECRET and column.columns[0].computed is None
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | dict | str | int | float | bool | None):
        return value
    return str(value)
