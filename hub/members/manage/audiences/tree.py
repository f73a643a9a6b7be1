"""A rule while somebody builds it: groups and conditions, finished or not.

The form names every input by the place of its node: "n" is the whole, "n.0" its first part.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from hub.members.audiences.book import NESTED, NESTED_OPS
from hub.members.audiences.checking import RuleRefused, shaped
from hub.members.audiences.fields import FIELDS, Choice, Number
from hub.members.audiences.rules import (
    DEEPEST,
    MOST_CONDITIONS,
    AllOf,
    AnyOf,
    Condition,
    Rule,
    restored,
)

ROOT = "n"
GROUPS = ("all", "any", "none")
CONDITION = "condition"


@dataclass
class Node:
    """A group of `parts`, or a condition on `field`.

    `error` is what is wrong with what was typed, `missing` what it takes to be finished.
    """

    sort: str
    path: str = ROOT
    parts: list["Node"] = dataclasses.field(default_factory=list)
    field: str = ""
    op: str = ""
    values: list[Any] = dataclasses.field(default_factory=list)
    # What was typed to be found among too many to choose from.
    typed: str = ""
    error: str = ""
    missing: str = ""

    @property
    def is_group(self) -> bool:
        return self.sort != CONDITION

    @property
    def level(self) -> int:
        return self.path.count(".") + 1

    def walk(self) -> Iterator["Node"]:
        """The node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def placed(self, path: str = ROOT) -> "Node":
        """The node with the paths that it and those below it have by their places now."""
        self.path = path
        for place, part in enumerate(self.parts):
            part.placed(f"{path}.{place}")
        return self


def of_rule(rule: Rule) -> Node:
    """The rule as it is built: a group at the top, and NOT as a group of which none holds."""
    top = _of(rule)
    return (top if top.is_group else Node("all", parts=[top])).placed()


def _of(rule: Rule) -> Node:
    if isinstance(rule, Condition):
        return Node(CONDITION, field=rule.field, op=rule.op, values=list(rule.values))
    if isinstance(rule, AllOf):
        return Node("all", parts=[_of(part) for part in rule.all])
    if isinstance(rule, AnyOf):
        return Node("any", parts=[_of(part) for part in rule.any])
    inner = rule.inner
    parts = inner.any if isinstance(inner, AnyOf) else (inner,)
    return Node("none", parts=[_of(part) for part in parts])


def empty() -> Node:
    """A group with one condition to begin with."""
    return Node("all", parts=[first_condition()]).placed()


def first_condition() -> Node:
    """A condition that somebody has just added."""
    name = next(iter(FIELDS))
    return Node(CONDITION, field=name, op=FIELDS[name].ops[0])


def of_form(sent: MultiDict[str, str]) -> Node:
    """The nodes that a form sent; what makes no sense is left out."""
    sorts = {
        key.removesuffix(":sort"): value
        for key, value in sent.items()
        if key.startswith(ROOT) and key.endswith(":sort")
    }
    budget = iter(range(2 * MOST_CONDITIONS))
    return _sent(ROOT, sorts, sent, budget) if sorts.get(ROOT) in GROUPS else empty()


def _sent(
    path: str, sorts: dict[str, str], sent: MultiDict[str, str], budget: Iterator[int]
) -> Node:
    if sorts[path] not in GROUPS:
        return _condition(path, sent)
    node = Node(sorts[path], path)
    if path.count(".") >= DEEPEST:
        return node
    children = sorted(
        (int(key.rsplit(".", 1)[1]), key)
        for key in sorts
        if key.rpartition(".")[0] == path and key.rpartition(".")[2].isdecimal()
    )
    for _place, key in children:
        if next(budget, None) is not None:
            node.parts.append(_sent(key, sorts, sent, budget))
    return node


def _condition(path: str, sent: MultiDict[str, str]) -> Node:
    name = sent.get(f"{path}:field", "")
    op = sent.get(f"{path}:is", "")
    values: list[Any] = [value for value in sent.getlist(f"{path}:values") if value]
    found, ops = FIELDS.get(name), ops_of(name)
    if ops and (op not in ops or sent.get(f"{path}:was", name) != name):
        # Another field was chosen: what was asked of the last one is not asked of this one.
        return Node(CONDITION, path, field=name, op=op if op in ops else ops[0])
    if op in ("known", "unknown", "yes", "no"):
        return Node(CONDITION, path, field=name, op=op)
    node = Node(CONDITION, path, field=name, op=op, typed=sent.get(f"{path}:typed", "").strip())
    node.values = [_number(value) if _is_number(found, name, op) else value for value in values]
    if added := sent.get(f"{path}:added", ""):
        node.values.append(_number(added) if _is_number(found, name, op) else added)
    node.values = list(dict.fromkeys(node.values))
    _find(node, found)
    return node


def ops_of(name: str) -> tuple[str, ...]:
    """What can be asked of the field."""
    if name == NESTED:
        return NESTED_OPS
    return FIELDS[name].ops if name in FIELDS else ()


def _is_number(found: Any, name: str, op: str) -> bool:
    if name == NESTED or isinstance(found, Number):
        return True
    return op in ("in_last", "not_in_last") or (isinstance(found, Choice) and found.type is int)


def _number(text: str) -> Any:
    """The number, or what was typed instead, of which checking says what is wrong."""
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) < 18 else plain


def _find(node: Node, found: Any) -> None:
    """Put what was typed among the values, if it is clear what is meant."""
    if not node.typed or not isinstance(found, Choice) or found.find is None:
        return
    meant = found.find(node.typed.replace("\0", "")[:200])
    if len(meant) == 1:
        if meant[0][0] not in node.values:
            node.values.append(meant[0][0])
        node.typed = ""
    elif meant:
        node.error = _("Several are called “%(name)s”. Type the account.", name=node.typed)
    else:
        node.error = _("Nothing is called “%(name)s”. Choose from the list.", name=node.typed)


def rearranged(node: Node, action: str) -> Node:
    """The tree after one press: "add:n.0" a condition, "group:n.0" a group, "remove:n.0.1"."""
    verb, _colon, path = action.partition(":")
    target = next((one for one in node.walk() if one.path == path), None)
    if target is None:
        return node
    if verb == "add" and target.is_group and _room(node):
        target.parts.append(first_condition())
    elif verb == "group" and target.is_group and target.level < DEEPEST - 1 and _room(node):
        target.parts.append(Node("any", parts=[first_condition()]))
    elif verb == "remove" and path != ROOT:
        parent = next(one for one in node.walk() if target in one.parts)
        parent.parts.remove(target)
    return node.placed()


def _room(node: Node) -> bool:
    return sum(not one.is_group for one in node.walk()) < MOST_CONDITIONS


def rule_of(node: Node) -> Rule | None:
    """The rule that the finished parts make; None where there are none.

    Conditions that are not finished say so in `missing`.
    """
    plain = _plain(node)
    return None if plain is None else restored(plain)


def finished(node: Node) -> bool:
    """Whether nothing is missing; ask after `rule_of`."""
    return all(
        not one.error and not one.missing and (not one.is_group or one.parts) for one in node.walk()
    )


def _plain(node: Node) -> dict[str, Any] | None:
    if node.is_group:
        parts = [plain for part in node.parts if (plain := _plain(part)) is not None]
        if not parts:
            return None
        return {"not": {"any": parts}} if node.sort == "none" else {node.sort: parts}
    condition = {"field": node.field, "is": node.op, "values": node.values}
    try:
        shaped(condition)
    except RuleRefused as refusal:
        node.missing = str(refusal)
        return None
    return condition
