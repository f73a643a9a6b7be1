"""All audiences by id, as rules name each other in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.members.audiences.rules import Rule, conditions

# The field of a condition that names other audiences.
NESTED = "audience"
NESTED_OPS = ("in", "not_in")


@dataclass(frozen=True)
class Entry:
    """An audience: its name and its rule, None for a list of people."""

    name: str
    rule: Rule | None


Book = Mapping[int, Entry]


def named_in(rule: Rule | None) -> set[int]:
    """The audiences that the rule names itself."""
    if rule is None:
        return set()
    found = (one for one in conditions(rule) if one.field == NESTED)
    return {int(id) for condition in found for id in condition.values}


def circle(book: Book) -> list[int]:
    """Audiences that lead back to themselves by naming each other, in that order; else nothing."""
    clear: set[int] = set()

    def walk(id: int, trail: list[int]) -> list[int]:
        if id in trail:
            return trail[trail.index(id) :]
        if id in clear or id not in book:
            return []
        for inner in sorted(named_in(book[id].rule)):
            if found := walk(inner, [*trail, id]):
                return found
        clear.add(id)
        return []

    return next((found for id in sorted(book) if (found := walk(id, []))), [])


def reach(book: Book) -> dict[int, tuple[int, int]]:
    """Of every audience: the conditions that its rule comes to with those of the audiences it
    names, and the levels of audiences in it. There must be no circle."""
    known: dict[int, tuple[int, int]] = {}

    def measure(id: int) -> tuple[int, int]:
        if id not in book:
            return 0, 0
        if id not in known:
            rule = book[id].rule
            count, levels = 0, 0
            for condition in () if rule is None else conditions(rule):
                inner = [measure(int(v)) for v in condition.values if condition.field == NESTED]
                count += 1 + sum(size for size, _levels in inner)
                levels = max([levels, *(deep for _size, deep in inner)])
            known[id] = max(count, 1), levels + 1
        return known[id]

    return {id: measure(id) for id in book}
