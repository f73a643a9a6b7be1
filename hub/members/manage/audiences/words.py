"""Rules in words, and what can be chosen in them. Names are looked up once for each field."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.members.audiences.book import NESTED
from hub.members.audiences.fields import FIELDS, Choice, Day, Flag, Number
from hub.members.audiences.rules import AllOf, Condition, NotThis, Rule, conditions
from hub.members.audiences.rules import parts as parts_of
from hub.members.queries.audiences import audience_names
from hub.web.words import format_when

GROUP_NAMES = {
    "all": _l("All of these hold"),
    "any": _l("At least one of these holds"),
    "none": _l("None of these holds"),
}
OP_NAMES: dict[str, Any] = {
    "in": _l("is one of"),
    "not_in": _l("is none of, or not known"),
    "known": _l("is known"),
    "unknown": _l("is not known"),
    "at_least": _l("at least"),
    "at_most": _l("at most"),
    "in_last": _l("in the last days"),
    "not_in_last": _l("not in the last days, or never"),
    "after": _l("after"),
    "before": _l("before"),
    "yes": _l("yes"),
    "no": _l("no"),
}
# What belongs to an audience, by table.
USE_NAMES = {
    "challenges": _l("Challenges"),
    "events": _l("Events"),
    "news_items": _l("News"),
    "rewards": _l("Rewards"),
    "spaces": _l("Spaces"),
}
# Where they are listed.
USE_LISTS = {
    "challenges": "challenges_manage.index",
    "events": "events_manage.index",
    "news_items": "news.index",
    "rewards": "rewards_manage.index",
    "spaces": "spaces_manage.index",
}


# So many can be ticked; of more, one at a time is chosen.
FEW = 12


class Wording:
    """The words for one page: it remembers what it has looked up.

    In: `own`, the audience whose rule is written, which cannot be named in it.
    """

    def __init__(self, own: int | None = None) -> None:
        self._own = own
        self._options: dict[str, Sequence[tuple[Any, Any]]] = {}
        self._names: dict[str, dict[Any, Any]] = {}

    def fields(self) -> list[tuple[str, Any]]:
        """What can be asked about, to choose from."""
        return [*((name, field.label) for name, field in FIELDS.items()), (NESTED, _("Audience"))]

    def label(self, name: str) -> Any:
        return _("Audience") if name == NESTED else FIELDS[name].label if name in FIELDS else name

    def kind(self, name: str, op: str) -> str:
        """How the value is entered: choice, number, days, day, or nothing."""
        field = FIELDS.get(name)
        if op in ("known", "unknown", "yes", "no"):
            return "nothing"
        if isinstance(field, Number):
            return "number"
        if isinstance(field, Day):
            return "days" if op in ("in_last", "not_in_last") else "day"
        return "choice"

    def few(self, name: str) -> bool:
        """Whether all that can be chosen fits on the page, to be ticked."""
        return not self.searched(name) and len(self.options(name)) <= FEW

    def searched(self, name: str) -> bool:
        """Whether there are too many to choose from, so that one is typed."""
        field = FIELDS.get(name)
        return isinstance(field, Choice) and field.find is not None

    def options(self, name: str) -> Sequence[tuple[Any, Any]]:
        """What can be chosen, of which there may be more than are told."""
        if name not in self._options:
            field = FIELDS.get(name)
            self._options[name] = field.options() if isinstance(field, Choice) else self._others()
        return self._options[name]

    def _others(self) -> Sequence[tuple[Any, Any]]:
        return [(id, name) for id, name in audience_names() if id != self._own]

    def learn(self, rules: Collection[Rule]) -> None:
        """Look up the names in these rules, one select for each field."""
        wanted: dict[str, set[Any]] = {}
        for rule in rules:
            for condition in conditions(rule):
                wanted.setdefault(condition.field, set()).update(condition.values)
        for name, values in wanted.items():
            self.names(name, values)

    def names(self, name: str, values: Collection[Any]) -> Mapping[Any, Any]:
        """What the values are called; one that is gone says so."""
        known = self._names.setdefault(name, {})
        unknown = {value for value in values if value not in known}
        if unknown:
            field = FIELDS.get(name)
            if name == NESTED:
                found: Mapping[Any, Any] = dict(self.options(NESTED))
            else:
                found = field.named(unknown) if isinstance(field, Choice) else {}
            known.update({value: found.get(value, _("(gone)")) for value in unknown})
        return {value: known[value] for value in values}

    def sentence(self, rule: Rule) -> str:
        """The whole rule in a line."""
        if isinstance(rule, Condition):
            return self.condition(rule)
        if isinstance(rule, NotThis):
            return _("not (%(part)s)", part=self.sentence(rule.inner))
        joined = _(" and ") if isinstance(rule, AllOf) else _(" or ")
        parts = rule.all if isinstance(rule, AllOf) else rule.any
        return joined.join(
            self.sentence(part)
            if isinstance(part, Condition | NotThis) or len(parts_of(part)) == 1
            else f"({self.sentence(part)})"
            for part in parts
        )

    def condition(self, condition: Condition) -> str:
        """One condition in words: "Tier is one of Gold, Platinum"."""
        name, op = condition.field, condition.op
        label, kind = self.label(name), self.kind(name, op)
        if kind == "choice":
            values = ", ".join(str(one) for one in self.names(name, condition.values).values())
            return f"{label} {OP_NAMES[op]} {values}"
        if kind == "number":
            return f"{label} {OP_NAMES[op]} {format_decimal(condition.values[0])}"
        if kind == "days":
            shown = format_decimal(condition.values[0])
            if op == "in_last":
                return _("%(field)s in the last %(days)s days", field=label, days=shown)
            return _("%(field)s not in the last %(days)s days", field=label, days=shown)
        if kind == "day":
            day = format_when(date.fromisoformat(str(condition.values[0])))
            return f"{label} {OP_NAMES[op]} {day}"
        return f"{label}: {OP_NAMES[op]}" if op in ("yes", "no") else f"{label} {OP_NAMES[op]}"

    def fact(self, name: str, fact: Any) -> str:
        """What is known about a member, in words."""
        field = FIELDS.get(name)
        if isinstance(field, Flag):
            return _("yes") if fact else _("no")
        if isinstance(field, Number):
            return format_decimal(fact or 0)
        if isinstance(field, Day):
            return format_when(fact) if fact else _("not known")
        values = fact if isinstance(fact, list) else [fact] if fact else []
        return ", ".join(str(one) for one in self.names(name, values).values()) or _("not known")
