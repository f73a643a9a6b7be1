"""Lists by key: the next page costs the same as the first, and new rows never shift it."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_

from hub.db import db

LIMIT = 25

# A list that was opened further is shown again so far, by an address "start~end": so many pages
# at the most.
TO = "~"
OPENED = 10


@dataclass(frozen=True)
class Page:
    """One page of a list, with the keys (and, in views, the addresses) of its neighbours."""

    items: Sequence[Any] = field(default_factory=list)
    next_key: str | None = None
    previous_key: str | None = None
    last_key: str | None = None
    next_url: str | None = None
    previous_url: str | None = None
    first_url: str | None = None


@dataclass(frozen=True)
class Key:
    """One column of the order. `name` is the attribute of the row that carries its value."""

    column: Any
    name: str
    descending: bool = False


def begins(at: str | None) -> bool:
    """Whether the list is shown from its start."""
    return not (at or "").partition(TO)[0]


def paginate(statement: Select, keys: Sequence[Key], at: str | None, limit: int = LIMIT) -> Page:
    """One page of `statement`, ordered by `keys`, of which the last must be unique.

    In: `at`, a `next_key` or `previous_key` given out before; anything else means the first page.
    After a "~" may follow a `last_key`: what lies up to it is shown at once.
    """
    start, _, end = (at or "").partition(TO)
    backwards, values = _decode(start, len(keys))
    through = None if backwards else _decode(end, len(keys))[1]
    if through is not None:
        opened = _page(_upto(statement, keys, through), keys, values, False, limit * OPENED)
        if opened.items:
            further = opened.next_key or _is_any(statement.where(_beyond(keys, through, False)))
            return replace(opened, next_key=opened.last_key if further else None)
    return _page(statement, keys, values, backwards, limit)


def _page(
    statement: Select, keys: Sequence[Key], values: list[Any] | None, backwards: bool, limit: int
) -> Page:
    ordered = statement
    if values is not None:
        ordered = ordered.where(_beyond(keys, values, backwards))
    ordered = ordered.order_by(*(_order(key, backwards) for key in keys)).limit(limit + 1)
    result = db.session.scalars(ordered).unique().all()
    more = len(result) > limit
    rows = list(result[:limit])
    if backwards:
        rows.reverse()
    if not rows:
        return Page()
    has_next = backwards or more
    has_previous = more if backwards else values is not None
    last = _encode("n", keys, rows[-1])
    return Page(
        rows,
        next_key=last if has_next else None,
        previous_key=_encode("p", keys, rows[0]) if has_previous else None,
        last_key=last,
    )


def _upto(statement: Select, keys: Sequence[Key], values: list[Any]) -> Select:
    return statement.where(not_(_beyond(keys, values, False)))


def _is_any(statement: Select) -> bool:
    return db.session.scalars(statement.limit(1)).unique().first() is not None


def _order(key: Key, backwards: bool) -> Any:
    return key.column.desc() if key.descending != backwards else key.column.asc()


def _beyond(keys: Sequence[Key], values: list[Any], backwards: bool) -> ColumnElement[bool]:
    """Rows strictly after `values` in the order (before, when going backwards)."""
    choices = []
    for index, key in enumerate(keys):
        equal = [k.column == v for k, v in zip(keys[:index], values[:index], strict=True)]
        below = key.descending != backwards
        past = key.column < values[index] if below else key.column > values[index]
        choices.append(and_(*equal, past))
    return or_(*choices)


def _encode(direction: str, keys: Sequence[Key], row: Any) -> str:
    values = [_plain(getattr(row, key.name)) for key in keys]
    return base64.urlsafe_b64encode(json.dumps([direction, *values]).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"on": value.isoformat()} if isinstance(value, date) else value


def _rich(value: Any) -> Any:
    if isinstance(value, dict):
        if "at" in value:
            return datetime.fromisoformat(value["at"])
        return date.fromisoformat(value["on"])
    return value


def _decode(at: str | None, count: int) -> tuple[bool, list[Any] | None]:
    if not at:
        return False, None
    try:
        direction, *values = json.loads(base64.urlsafe_b64decode(at + "=" * (-len(at) % 4)))
        if len(values) != count or direction not in ("n", "p"):
            return False, None
        return direction == "p", [_rich(value) for value in values]
    except (ValueError, TypeError, KeyError):
        # A mangled key from an old link or a hand-edited address: start at the first page.
        return False, None
