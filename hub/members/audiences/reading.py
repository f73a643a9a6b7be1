"""A rule read for one member, from the facts about them: in or out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.members.audiences.book import NESTED, Book
from hub.members.audiences.fields import FIELDS
from hub.members.audiences.rules import AllOf, AnyOf, Condition, Rule, parts

# What is known about one member: by field, and under `NESTED` the lists they are on.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Whether one part of a rule holds for the member, and each of its own parts.

    `fact` is what is known of them; only conditions have one.
    """

    rule: Rule
    holds: bool
    fact: Any = None
    parts: list["Reason"] = field(default_factory=list)


def belongs(audience_id: int, facts: Facts, book: Book) -> bool:
    """Whether the member is in the audience; in none that is not in the book."""
    if audience_id not in book:
        return False
    rule = book[audience_id].rule
    return audience_id in facts[NESTED] if rule is None else fits(rule, facts, book)


def fits(rule: Rule, facts: Facts, book: Book) -> bool:
    """Whether the rule holds for the member."""
    if isinstance(rule, Condition):
        return _condition_fits(rule, facts, book)
    if isinstance(rule, AllOf):
        return all(fits(part, facts, book) for part in rule.all)
    if isinstance(rule, AnyOf):
        return any(fits(part, facts, book) for part in rule.any)
    return not fits(rule.inner, facts, book)


def explain(rule: Rule, facts: Facts, book: Book) -> Reason:
    """The same, part by part; an audience named in a condition brings its own rule along."""
    inner = [explain(part, facts, book) for part in parts(rule)]
    if not isinstance(rule, Condition):
        return Reason(rule, fits(rule, facts, book), parts=inner)
    if rule.field == NESTED:
        named = [book[int(id)].rule for id in rule.values if int(id) in book]
        inner = [explain(part, facts, book) for part in named if part is not None]
    return Reason(rule, _condition_fits(rule, facts, book), facts.get(rule.field), inner)


def _condition_fits(condition: Condition, facts: Facts, book: Book) -> bool:
    if condition.field == NESTED:
        inside = any(belongs(int(id), facts, book) for id in condition.values)
        return inside == (condition.op == "in")
    asked = FIELDS[condition.field]
    return asked.fits(condition.op, condition.values, facts[condition.field])
