"""Rows of which each member has one at most: joined once, not looked up for every condition."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select

from hub.members.audiences.shapes import Rows
from hub.members.models import Member

# Tables and what ties each to the member or to a table before it.
_JOINS: list[tuple[Any, Any]] = []


class Joined(Rows):
    """What a row says about a member, or one that it leads to: `everybody` brings them along.

    In: `table`, an alias of its own with a `member_id`; `where`, which of its rows count; `then`,
    another table and what ties it to the first. A unique index says that a member has one row at
    most, so PostgreSQL leaves out a table that a statement does not ask.
    """

    def __init__(self, table: Any, *where: Any, then: tuple[Any, Any] | None = None) -> None:
        joins = [(table, and_(table.c.member_id == Member.id, *where)), *([then] if then else [])]
        _JOINS.extend(joins)
        self._last = joins[-1][0]
        super().__init__(table.c.member_id, *where, *(on for _, on in joins[1:]))

    def there(self, many: bool, *more: Any) -> ColumnElement[bool]:
        if many:
            return func.coalesce(and_(self._last.c.id.is_not(None), *more), false())
        return super().there(many, *more)


def everybody(*columns: Any) -> Select[Any]:
    """A select over all members in which conditions made with `many` can stand."""
    statement = select(*columns).select_from(Member)
    for table, on in _JOINS:
        statement = statement.outerjoin(table, on)
    return statement
