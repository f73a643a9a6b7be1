"""The shape of a rule: conditions, nested in ALL, ANY and NOT. No database here.

As JSON: `{"field": "tier", "is": "in", "values": [3, 4]}`, `{"all": [rule, …]}`,
`{"any": [rule, …]}`, `{"not": rule}`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictInt, Tag, TypeAdapter

# Levels of nesting, conditions in one rule, values in one condition.
DEEPEST = 8
MOST_CONDITIONS = 100
MOST_VALUES = 500

Word = Annotated[str, Field(max_length=200, strict=True)]
Value = Word | StrictInt


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Condition(_Part):
    """One question about a member: `hub.members.audiences.fields` says what can be asked."""

    field: str = Field(max_length=60)
    op: str = Field(alias="is", max_length=20)
    values: tuple[Value, ...] = Field(default=(), max_length=MOST_VALUES)


class AllOf(_Part):
    """Every part holds."""

    all: tuple["Rule", ...] = Field(min_length=1)


class AnyOf(_Part):
    """At least one part holds."""

    any: tuple["Rule", ...] = Field(min_length=1)


class NotThis(_Part):
    """The part does not hold."""

    inner: "Rule" = Field(alias="not")


_SORTS: dict[Any, str] = {Condition: "condition", AllOf: "all", AnyOf: "any", NotThis: "not"}


def _sort(value: Any) -> str | None:
    """Which of the four it is: three have a key that no other has."""
    if isinstance(value, dict):
        return next((name for name in ("all", "any", "not") if name in value), "condition")
    return _SORTS.get(type(value))


Rule = Annotated[
    Annotated[Condition, Tag("condition")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotThis, Tag("not")],
    Discriminator(_sort),
]
for _model in (AllOf, AnyOf, NotThis):
    _model.model_rebuild()
SHAPE: TypeAdapter[Any] = TypeAdapter(Rule)


def parts(rule: Rule) -> tuple[Rule, ...]:
    """What the rule consists of; nothing for a condition."""
    if isinstance(rule, AllOf):
        return rule.all
    if isinstance(rule, AnyOf):
        return rule.any
    return (rule.inner,) if isinstance(rule, NotThis) else ()


def conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition of the rule, in its order."""
    if isinstance(rule, Condition):
        yield rule
    for part in parts(rule):
        yield from conditions(part)


def depth(rule: Rule) -> int:
    """The levels of nesting; a condition alone has one."""
    return 1 + max((depth(part) for part in parts(rule)), default=0)


def stored(rule: Rule) -> dict[str, Any]:
    """The rule as the JSON that is kept."""
    kept: dict[str, Any] = SHAPE.dump_python(rule, mode="json", by_alias=True)
    return kept


def restored(kept: dict[str, Any]) -> Rule:
    """The rule that `stored` wrote down."""
    rule: Rule = SHAPE.validate_python(kept)
    return rule
