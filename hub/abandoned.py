"""Pictures that nothing shows any more: replaced, discarded, or uploaded and never kept."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Column, exists, select

from hub import clock
from hub.db import Base, db
from hub.files import files

# An open form may still refer to what was uploaded with it.
KEEP = timedelta(days=7)
_AT_ONCE = 500


def forget_pictures(model: Any) -> int:
    """Delete old rows of `model` that no foreign key refers to, and their files. Returns how many.

    In: a model with `created_at` and `every_key()`. A file that is gone already is no matter, so
    that a night that was cut short is made up for by the next.
    """
    unused = [~exists().where(column == model.id) for column in references(model)]
    old = select(model).where(model.created_at < clock.now() - KEEP, *unused).limit(_AT_ONCE)
    rows = db.session.scalars(old.with_for_update(skip_locked=True)).all()
    keys = [key for row in rows for key in row.every_key()]
    for row in rows:
        db.session.delete(row)
    # First the rows: whatever refers to one after all refuses here, while its files are there.
    db.session.flush()
    for key in keys:
        files().delete(key)
    return len(rows)


def references(model: Any) -> list[Column[Any]]:
    """Every column of any table that refers to rows of `model`: a new one cannot be forgotten."""
    return [
        key.parent
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is model.__table__
    ]
