"""What the rows are called now that the log knows by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, func, select, true

from hub.db import Base, db

# A table and the number of a row in it.
Row = tuple[str, int]


@dataclass(frozen=True)
class Named:
    """A row and what it is called. Who was erased has no page any more."""

    table: str
    id: int
    name: str
    has_page: bool = True

    def __str__(self) -> str:
        return self.name


def named(rows: Iterable[Row]) -> dict[Row, Named]:
    """Those of the rows that are there and have a name: one select for each table among them."""
    wanted: dict[str, set[int]] = {}
    for table_name, id in rows:
        wanted.setdefault(table_name, set()).add(id)
    found: dict[Row, Named] = {}
    for table_name, ids in wanted.items():
        table = Base.metadata.tables.get(table_name)
        called = _called(table) if table is not None else None
        if table is not None and called is not None:
            for id, name, has_page in db.session.execute(called.where(table.c.id.in_(ids))):
                # A draft may have no name yet.
                if name:
                    found[table_name, id] = Named(table_name, id, name, has_page)
    return found


def refers_to(table_name: str, field: str) -> str | None:
    """The table whose rows a field of such an entry names by number, if it does."""
    table = Base.metadata.tables.get(table_name)
    if table is not None and field in table.c:
        return next((key.column.table.name for key in table.c[field].foreign_keys), None)
    return _FIELDS.get(field)


# What entries say that is no column of their subject.
_FIELDS = {"member": "members"}


def _called(table: Table) -> Select[Any] | None:
    """Ids of a table's rows, what they are called, and whether they have a page still; None where
    they have no name."""
    label = _label(table)
    if label is not None:
        here = table.c.erased_at.is_(None) if "erased_at" in table.c else true()
        return select(table.c.id, label, here)
    if table.name not in _OF_A_MEMBER:
        return None
    about = Base.metadata.tables[_OF_A_MEMBER[table.name]]
    members = Base.metadata.tables["members"]
    text = _label(about) + " · " + _label(members)
    return select(table.c.id, text, true()).select_from(
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
        return func.trim(table.c.given_name + " " + table.c.family_name)
    return next((table.c[name] for name in ("title", "name") if name in table.c), None)
