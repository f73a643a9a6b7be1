"""Promising a job inside the caller's transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.db import db
from hub.outbox import registry
from hub.outbox.models import OutboxJob

CHANNEL = "hub_outbox"


def later(
    name: str, *, at: datetime | None = None, key: str | None = None, **arguments: Any
) -> None:
    """Promise the job `name` with JSON-able `arguments`, once this transaction commits.

    In: `at`, not before that instant; `key`, promised at most once per key.
    Raises `KeyError` when no job has that name: a promise nobody can keep is refused at once.
    """
    if not registry.is_registered(name):
        raise KeyError(f"no job is called {name}")
    due_at = at or clock.now()
    row = {"name": name, "arguments": arguments, "key": key, "due_at": due_at, "tries": 0}
    db.session.execute(
        insert(OutboxJob)
        .values(created_at=clock.now(), **row)
        .on_conflict_do_nothing(index_elements=["key"])
    )
    wake_relay()


def wake_relay() -> None:
    """Tell the relay, when this transaction commits, that there is work."""
    db.session.execute(select(func.pg_notify(CHANNEL, "")))
