"""The usual shapes of fields, so that a room says what it knows in a line or two."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, exists, func, select

from hub.members.audiences.fields import Choice, Day
from hub.members.models import Member


def rows_of(name: str, label: Any, value: Any, *of_member: Any, **more: Any) -> Choice:
    """A choice among the `value`s of rows elsewhere, of which a member may have many.

    In: `of_member`, the conditions that tie those rows to `Member`; `more` as of `Choice`.
    """
    rows: Any = select(value).where(*of_member)
    return Choice(
        name=name,
        label=label,
        fact=func.array(rows.correlate(Member).scalar_subquery()),
        one_of=lambda values: there_is(rows.where(value.in_(values))),
        known=there_is(rows),
        **more,
    )


def column_of(name: str, label: Any, column: Any, **more: Any) -> Choice:
    """A choice by one column of `Member`; empty text is not known."""
    value = func.coalesce(column, "")
    return Choice(
        name=name,
        label=label,
        fact=value,
        one_of=lambda values: value.in_(values),
        known=value != "",
        **more,
    )


def moment_of(name: str, label: Any, column: Any) -> Day:
    """A day by a column of `Member` that holds an instant."""
    return Day(
        name=name,
        label=label,
        fact=cast(func.timezone("UTC", column), Date),
        since=lambda day: func.coalesce(column >= midnight(day), False),
        known=column.is_not(None),
    )


def there_is(rows: Select[Any]) -> ColumnElement[bool]:
    """Whether the select about `Member` finds a row. It is tied to nothing but the member, whatever
    else the statement around it reads."""
    return exists(rows.correlate(Member))


def midnight(day: date) -> datetime:
    """When the day begins, in UTC."""
    return datetime.combine(day, time.min, UTC)
