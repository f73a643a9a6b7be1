"""What a rule can ask about a member, and what each answer is in SQL.

Rooms above this one add what they know with `register`. Every field has two sides that must agree:
a predicate over `members`, by which many are counted, and a `fact`, the value for one member, by
which `reading` says whether and why one is in. The tests compare them on members made at random.

A predicate is asked for in two ways. With `many` it stands in a select over `everybody`, which is
how a million are counted; without, it looks at each member as they come, which is how a page of 25
is found.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, true

from hub import clock

# Predicates over `members`: (what was typed, many), and (many) alone.
Holds = Callable[[Any, bool], ColumnElement[bool]]
Known = Callable[[bool], ColumnElement[bool]]
Options = Callable[[], Sequence[tuple[Any, Any]]]
Names = Callable[[Collection[Any]], Mapping[Any, Any]]


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something known about a member. `fact` is NULL or empty where it is not known."""

    name: str
    label: Any
    fact: Any
    ops: tuple[str, ...] = ()

    def where(self, op: str, values: Sequence[Any], many: bool) -> ColumnElement[bool]:
        """The condition over `members`."""
        raise NotImplementedError

    def fits(self, op: str, values: Sequence[Any], fact: Any) -> bool:
        """The same, read from the fact about one member."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One or several out of many: tags, a tier, badges. `fact` is one value, or an array.

    `one_of` takes the values that would do; `known` holds where there is any value at all.
    `options` are those to choose from; where they are too many, `find` finds one by what is typed.
    """

    one_of: Holds
    known: Known
    type: type = str
    options: Options
    names: Names | None = None
    find: Callable[[str], Sequence[tuple[Any, Any]]] | None = None
    ops: tuple[str, ...] = ("in", "not_in", "known", "unknown")

    def where(self, op: str, values: Sequence[Any], many: bool) -> ColumnElement[bool]:
        held = self.known(many) if op in ("known", "unknown") else self.one_of(values, many)
        return not_(held) if op in ("not_in", "unknown") else held

    def fits(self, op: str, values: Sequence[Any], fact: Any) -> bool:
        has = set(fact) if isinstance(fact, list) else {fact} - {None, ""}
        held = bool(has) if op in ("known", "unknown") else bool(has & set(values))
        return not held if op in ("not_in", "unknown") else held

    def named(self, values: Collection[Any]) -> Mapping[Any, Any]:
        """What the values are called, of those that still exist."""
        if self.names is not None:
            return self.names(values)
        return {value: name for value, name in self.options() if value in set(values)}


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number; nothing known counts as 0. `at_least` is asked of numbers from 1 on."""

    at_least: Holds
    ops: tuple[str, ...] = ("at_least", "at_most")

    def where(self, op: str, values: Sequence[Any], many: bool) -> ColumnElement[bool]:
        (number,) = values
        if op == "at_least":
            return self.at_least(number, many) if number > 0 else true()
        return not_(self.at_least(number + 1, many)) if number >= 0 else false()

    def fits(self, op: str, values: Sequence[Any], fact: Any) -> bool:
        (number,) = values
        return (fact or 0) >= number if op == "at_least" else (fact or 0) <= number


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A day in UTC, which may be unknown. `since` holds from a day on."""

    since: Holds
    known: Known
    ops: tuple[str, ...] = ("in_last", "not_in_last", "after", "before", "known", "unknown")

    def where(self, op: str, values: Sequence[Any], many: bool) -> ColumnElement[bool]:
        if op in ("known", "unknown"):
            return self.known(many) if op == "known" else not_(self.known(many))
        since = self.since(first_day(op, values[0]), many)
        if op == "before":
            return and_(self.known(many), not_(since))
        return not_(since) if op == "not_in_last" else since

    def fits(self, op: str, values: Sequence[Any], fact: Any) -> bool:
        if op in ("known", "unknown"):
            return (fact is not None) == (op == "known")
        day = first_day(op, values[0])
        if op == "before":
            return fact is not None and fact < day
        since = fact is not None and fact >= day
        return not since if op == "not_in_last" else since


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    holds: Known
    ops: tuple[str, ...] = ("yes", "no")

    def where(self, op: str, values: Sequence[Any], many: bool) -> ColumnElement[bool]:
        return self.holds(many) if op == "yes" else not_(self.holds(many))

    def fits(self, op: str, values: Sequence[Any], fact: Any) -> bool:
        return bool(fact) == (op == "yes")


def first_day(op: str, value: Any) -> date:
    """The day from which the value of a condition counts: so many days ago, or a date."""
    if op in ("in_last", "not_in_last"):
        return clock.today() - timedelta(days=value)
    day = date.fromisoformat(value)
    return day + timedelta(days=1) if op == "after" else day


FIELDS: dict[str, Field] = {}


def register(*fields: Field) -> None:
    """Let rules ask about these too. A name is taken once."""
    for field in fields:
        if field.name in FIELDS:
            raise ValueError(f"two fields of members are called {field.name}")
        FIELDS[field.name] = field
