"""From what somebody typed to a rule, or to the one sentence that says what is wrong with it."""

import json
from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from hub.members.audiences.book import NESTED, NESTED_OPS
from hub.members.audiences.fields import FIELDS, Choice, Day, Field, Flag, Number
from hub.members.audiences.rules import (
    DEEPEST,
    MOST_CONDITIONS,
    MOST_VALUES,
    SHAPE,
    Condition,
    Rule,
    conditions,
    depth,
)
from hub.refusals import Refusal

# In characters of JSON.
LONGEST = 100_000
MOST_DAYS = 36_500
MOST_POINTS = 1_000_000_000
YEARS = range(1900, 2201)
# A level of a rule takes two of JSON, and values in a condition as many.
MOST_LEVELS_OF_JSON = 2 * DEEPEST + 2


class RuleRefused(Refusal):
    """Nothing was kept; the sentence says what to change."""


def parse(text: str) -> Rule:
    """The rule that the JSON says. Raises `RuleRefused`."""
    if len(text) > LONGEST:
        raise RuleRefused(_l("This rule is too long. Use a list of people, or several audiences."))
    try:
        return shaped(json.loads(text))
    except json.JSONDecodeError as error:
        sentence = _l("This is not JSON: look at line %(line)s.", line=error.lineno)
        raise RuleRefused(sentence) from None
    except RecursionError:
        raise _too_deep() from None


def shaped(value: Any) -> Rule:
    """The rule in plain lists and dictionaries. Raises `RuleRefused`.

    Which audiences it names is not looked at here: see `check_named`.
    """
    _check_size(value)
    try:
        rule: Rule = SHAPE.validate_python(value)
    except ValidationError as error:
        raise RuleRefused(_sentence(error)) from None
    if depth(rule) > DEEPEST:
        raise _too_deep()
    found = list(conditions(rule))
    if len(found) > MOST_CONDITIONS:
        raise RuleRefused(_l("This rule has more than %(most)s conditions.", most=MOST_CONDITIONS))
    for condition in found:
        check(condition)
    return rule


def check(condition: Condition) -> None:
    """Raise `RuleRefused` for what cannot be asked."""
    if condition.field == NESTED:
        _check_values(_l("Audience"), condition, int, NESTED_OPS)
        return
    field = FIELDS.get(condition.field)
    if field is None:
        raise RuleRefused(
            _l("Nothing about members is called “%(name)s”.", name=condition.field[:60])
        )
    if condition.op not in field.ops:
        raise _unfit(field.label)
    if isinstance(field, Flag) or condition.op in ("known", "unknown"):
        if condition.values:
            raise _unfit(field.label)
    elif isinstance(field, Choice):
        _check_values(field.label, condition, field.type, field.ops)
    else:
        _check_one(field, condition)


def check_named(rule: Rule, known: Collection[int]) -> None:
    """Raise `RuleRefused` where the rule names an audience, or anything else, that does not exist.

    In: `known`, the audiences that do.
    """
    for condition in conditions(rule):
        field = FIELDS.get(condition.field)
        if condition.field == NESTED and not set(condition.values) <= set(known):
            raise RuleRefused(_l("It names an audience that does not exist any more."))
        if isinstance(field, Choice):
            there = field.named(condition.values)
            for value in condition.values:
                if value not in there:
                    raise RuleRefused(_gone(field, value))


def _check_values(label: Any, condition: Condition, wanted: type, ops: Collection[str]) -> None:
    if condition.op not in ops:
        raise _unfit(label)
    if not condition.values:
        raise RuleRefused(_l("%(field)s: choose at least one.", field=label))
    if any(type(value) is not wanted for value in condition.values):
        raise _unfit(label)


def _check_one(field: Field, condition: Condition) -> None:
    """A number of points or days, or a date."""
    value = condition.values[0] if len(condition.values) == 1 else None
    if isinstance(field, Number) or condition.op in ("in_last", "not_in_last"):
        most = MOST_POINTS if isinstance(field, Number) else MOST_DAYS
        if not isinstance(value, int) or not 0 <= value <= most:
            raise RuleRefused(
                _l("%(field)s: type a number from 0 to %(most)s.", field=field.label, most=most)
            )
    elif isinstance(field, Day) and not _is_day(value):
        raise RuleRefused(_l("%(field)s: type a date like 2026-05-31.", field=field.label))


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def _check_size(value: Any) -> None:
    """Raise for what is too deep before anything walks through it."""
    level, level_number = [value], 0
    while level:
        level_number += 1
        if level_number > MOST_LEVELS_OF_JSON:
            raise _too_deep()
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]


def _sentence(error: ValidationError) -> Any:
    """One sentence for the first thing that is wrong."""
    first = error.errors()[0]
    # The place begins with the names of what it is taken for, which are no part of what was typed.
    named = [str(place) for place in first["loc"] if place not in _TAGS]
    where = " › ".join(name for name, _repeated in groupby(named)) or "—"
    if first["type"] == "too_long":
        return _l("A condition may have at most %(most)s values.", most=MOST_VALUES)
    if first["type"] == "too_short":
        return _l("An empty group says nothing: add a condition to it, or remove it.")
    return _l(
        "This is not a rule: look at “%(where)s”. A rule is a condition, or “all”, “any” or "
        "“not” with rules in it.",
        where=where[:200],
    )


# What the shapes of a rule are called; nobody typed that.
_TAGS = ("condition", "constrained-str", "int")


def _gone(field: Field, value: Any) -> Any:
    return _l(
        "%(field)s: there is no “%(value)s” (any more). Take it off.",
        field=field.label,
        value=value,
    )


def _too_deep() -> RuleRefused:
    return RuleRefused(
        _l("This rule nests deeper than %(most)s levels. Take it apart.", most=DEEPEST)
    )


def _unfit(label: Any) -> RuleRefused:
    return RuleRefused(_l("%(field)s cannot be asked about like this.", field=label))
