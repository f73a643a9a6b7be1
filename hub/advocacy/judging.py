"""The ask guard's judgement: from facts to an answer. No database here."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.advocacy.models import RULES, ActKind, AskRules
from hub.web.words import dated


@dataclass(frozen=True)
class Wanted:
    """The ask in question: what it weighs, what it would take from the bank, and when it is."""

    kind_id: int
    weight: int
    value: int
    gap_days: int
    on: date

    @classmethod
    def of(cls, kind: ActKind, on: date, weight: int | None = None) -> "Wanted":
        """An ask for `kind` on that day; `weight` is the kind's unless given."""
        return cls(
            kind.id, kind.weight if weight is None else weight, kind.value, kind.gap_days, on
        )


@dataclass(frozen=True)
class Facts:
    """What is known about one member on the day of the ask.

    `asks` and `company_asks` are (day, weight) of the asks that could still count. `bank` is
    the balance of the acts, `promised` the values of asks that are still open.
    """

    member_id: int
    company_id: int | None = None
    company: str = ""
    first_value_on: date | None = None
    crisis_open: bool = False
    # The last day of the latest crisis that is over, or that the CRM knows the end of.
    crisis_ended_on: date | None = None
    paused_until: date | None = None
    opted_out: bool = False
    asks: list[tuple[date, int]] = field(default_factory=list)
    company_asks: list[tuple[date, int]] = field(default_factory=list)
    bank: int = 0
    promised: int = 0
    # When they were last asked for this kind, or did it.
    last_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """Yes, or no with the rule, a sentence for the manager, a kind one for the member, and the
    first day on which the rule lets the ask through; None where that depends on somebody."""

    rule: str | None = None
    for_manager: Any = ""
    for_member: Any = ""
    lifts_on: date | None = None

    @property
    def allowed(self) -> bool:
        return self.rule is None


YES = Answer()


def judge(facts: Facts, wanted: Wanted, rules: AskRules, among: Collection[str] = RULES) -> Answer:
    """The answer of the first rule `among` them that says no, in the order of `RULES`; else yes."""
    for rule in RULES:
        if rule in among and rules.is_on(rule):
            answer = _JUDGES[rule](facts, wanted, rules)
            if answer is not None:
                return answer
    return YES


def _first_value(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    reached = facts.first_value_on
    if facts.company_id is None or (reached is not None and reached <= wanted.on):
        return None
    return Answer(
        "first_value",
        _l("%(company)s has not reached first value yet.", company=facts.company),
        _l("First the product has to be worth something to you. Until then we ask for nothing."),
        reached,
    )


def _crisis(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    kind = _l("We have something to put right first. Until then we ask for nothing.")
    if facts.crisis_open:
        return Answer("crisis", _l("%(company)s is in a crisis.", company=facts.company), kind)
    if facts.crisis_ended_on is None:
        return None
    lifts_on = facts.crisis_ended_on + timedelta(days=rules.crisis_days + 1)
    if lifts_on <= wanted.on:
        return None
    sentence = _l(
        "%(company)s has a crisis that ends or ended on %(day)s; %(days)s days of quiet follow.",
        company=facts.company,
        day=_Day(facts.crisis_ended_on),
        days=rules.crisis_days,
    )
    return Answer("crisis", sentence, kind, lifts_on)


def _pause(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    until = facts.paused_until
    if until is None or until <= wanted.on:
        return None
    return Answer(
        "pause",
        _l("They set themselves a break until %(day)s.", day=_Day(until)),
        _l("You asked us for a break until %(day)s. Enjoy it.", day=_Day(until)),
        until,
    )


def _opt_out(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    if not facts.opted_out:
        return None
    return Answer(
        "opt_out",
        _l("They do not want to be asked for this."),
        _l("You told us that this is not for you."),
    )


def _member_budget(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    return _budget(
        "member_budget",
        facts.asks,
        wanted,
        rules.window_days,
        rules.member_budget,
        _l("You have done a lot for us lately. Take a rest; we come back to you."),
    )


def _company_budget(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    if facts.company_id is None:
        return None
    return _budget(
        "company_budget",
        facts.company_asks,
        wanted,
        rules.window_days,
        rules.company_budget,
        _l("You and your colleagues have done a lot for us lately. We come back to you."),
    )


def _bank(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    left = facts.bank - facts.promised - wanted.value
    if left >= rules.bank_floor:
        return None
    return Answer(
        "bank",
        _l(
            "Their loyalty bank would fall to %(left)s, below the floor of %(floor)s. Do something "
            "for them first.",
            left=left,
            floor=rules.bank_floor,
        ),
        _l("It is our turn to do something for you first."),
    )


def _gap(facts: Facts, wanted: Wanted, rules: AskRules) -> Answer | None:
    if facts.last_on is None:
        return None
    lifts_on = facts.last_on + timedelta(days=wanted.gap_days)
    if lifts_on <= wanted.on:
        return None
    return Answer(
        "gap",
        _l(
            "They were asked for this, or did it, on %(day)s; %(days)s days have to pass in "
            "between.",
            day=_Day(facts.last_on),
            days=wanted.gap_days,
        ),
        _l("You did something like this not long ago. Thank you; we come back to it later."),
        lifts_on,
    )


def _budget(
    rule: str,
    asks: Iterable[tuple[date, int]],
    wanted: Wanted,
    window_days: int,
    budget: int,
    for_member: Any,
) -> Answer | None:
    window = timedelta(days=window_days)
    counted = sorted((day, weight) for day, weight in asks if wanted.on - window < day)
    used = sum(weight for _day, weight in counted)
    if used + wanted.weight <= budget:
        return None
    sentence = _l(
        "%(used)s of %(budget)s are used up by asks of the last %(days)s days; this one weighs "
        "%(weight)s.",
        used=used,
        budget=budget,
        days=window_days,
        weight=wanted.weight,
    )
    return Answer(rule, sentence, for_member, _room(counted, used, wanted.weight, budget, window))


def _room(
    counted: Iterable[tuple[date, int]], used: int, weight: int, budget: int, window: timedelta
) -> date | None:
    """The first day on which enough asks have left the window; None when that is never enough."""
    for day, gone in counted:
        used -= gone
        if used + weight <= budget:
            return day + window
    return None


class _Day:
    """A date in the words of whoever reads the sentence."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __str__(self) -> str:
        return dated(self._day, "yMMMd")


Judge = Callable[[Facts, Wanted, AskRules], Answer | None]
_JUDGES: dict[str, Judge] = {
    "first_value": _first_value,
    "crisis": _crisis,
    "pause": _pause,
    "opt_out": _opt_out,
    "member_budget": _member_budget,
    "company_budget": _company_budget,
    "bank": _bank,
    "gap": _gap,
}
