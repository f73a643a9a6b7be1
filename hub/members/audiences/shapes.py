"""The usual shapes of fields, so that a room says what it knows in a line or two."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, exists, func, select

from hub.members.audiences.fields import Choice, Day
from hub.members.models import Member


class Rows:
    """Rows elsewhere that say something about members. `key` is the member's id in them."""

    def __init__(self, key: Any, *where: Any) -> None:
        self._key, self._where = key, where

    def there(self, many: bool, *more: Any) -> ColumnElement[bool]:
        """Whether there is a row about the member, of those that `more` holds for."""
        if many:
            ids = select(self._key).where(*self._where, *more)
            return Member.id.in_(ids.correlate(None))
        return exists(self._of_member(self._key, *more))

    def value(self, column: Any) -> Any:
        """The column of the one row about the member."""
        return self._of_member(column).scalar_subquery()

    def values(self, column: Any) -> Any:
        """The column of all rows about the member, as an array."""
        return func.array(self._of_member(column).scalar_subquery())

    def choice(self, name: str, label: Any, column: Any, **more: Any) -> Choice:
        """A field: a choice among the column's values, of which a member may have many."""
        return Choice(
            name=name,
            label=label,
            fact=func.array_remove(self.values(column), None),
            one_of=lambda values, many: self.there(many, column.in_(values)),
            known=lambda many: self.there(many, column.is_not(None)),
            **more,
        )

    def _of_member(self, column: Any, *more: Any) -> Select[Any]:
        """Tied to nothing but the member, whatever else the statement around it reads."""
        rows = select(column).where(self._key == Member.id, *self._where, *more)
        return rows.correlate(Member)


def column_of(name: str, label: Any, column: Any, **more: Any) -> Choice:
    """A choice by one column of `Member`; empty text is not known."""
    value = func.coalesce(column, "")
    return Choice(
        name=name,
        label=label,
        fact=value,
        one_of=lambda values, many: value.in_(values),
        known=lambda many: value != "",
        **more,
    )


def moment_of(name: str, label: Any, column: Any) -> Day:
    """A day by a column of `Member` that holds an instant."""
    return Day(
        name=name,
        label=label,
        fact=cast(func.timezone("UTC", column), Date),
        since=lambda day, many: func.coalesce(column >= midnight(day), False),
        known=lambda many: column.is_not(None),
    )


def midnight(day: date) -> datetime:
    """When the day begins, in UTC."""
    return datetime.combine(day, time.min, UTC)
