"""The ask guard over sets: what `hub.advocacy.judging` says of one member, said in SQL of all.

Both are needed: one member is answered in a few milliseconds with sentences and a date, a million
in seconds with nothing but the rule. A test holds the two to the same answer.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Label,
    Select,
    Subquery,
    Text,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union,
)

from hub.advocacy.judging import Wanted
from hub.advocacy.models import RULES, Act, Ask, AskOptOut, AskPause, AskRules
from hub.members.models import Company, Crisis, Member, Position


class _Known:
    """What is known about the members of `who`: each table read once, in groups, not for each."""

    def __init__(self, wanted: Wanted, rules: AskRules, who: ColumnElement[bool]) -> None:
        # A predicate in a scope of its own means by a table what it says, whatever is joined here.
        self.those = select(Member.id).where(who).subquery("those")
        self.bank, self.promised, self.near = _bank(), _promised(), _near(wanted)
        self.used = _used(Ask.member_id, wanted, rules)
        self.company_used = _used(Ask.company_id, wanted, rules)
        self.quiet = _quiet(wanted, rules)
        self.unwanted = _unwanted(wanted)

    def joined(self) -> FromClause:
        id = self.those.c.id
        joined: FromClause = self.those
        # These all come in the order of members, so that they are merged without sorting: they
        # stand first because the planner does not try every order of so many.
        joined = joined.outerjoin(
            Position, (Position.member_id == id) & Position.ended_on.is_(None)
        )
        for theirs in (self.bank, self.promised, self.used, self.near):
            joined = joined.outerjoin(theirs, theirs.c.member_id == id)
        joined = joined.outerjoin(AskPause, AskPause.member_id == id)
        joined = joined.outerjoin(self.unwanted, self.unwanted.c.member_id == id)
        joined = joined.outerjoin(Company, Company.id == Position.company_id)
        for its in (self.quiet, self.company_used):
            joined = joined.outerjoin(its, its.c.company_id == Position.company_id)
        return joined


def verdicts(wanted: Wanted, rules: AskRules, who: ColumnElement[bool]) -> Select:
    """A row for each member of `who`, a predicate over `Member`.

    Columns: `member_id`, `company_id`, `rule`, the first that says no or null, and what is left
    before the ask of the member's budget, the company's, and the bank above the floor
    (`member_room`, `company_room`, `bank_room`): null where a rule is off or no company is there.
    """
    known = _Known(wanted, rules, who)
    room = _rooms(known, rules)
    return select(
        known.those.c.id.label("member_id"),
        Position.company_id,
        _first(_says_no(known, room, wanted, rules), rules).label("rule"),
        room["member_budget"].label("member_room"),
        room["company_budget"].label("company_room"),
        room["bank"].label("bank_room"),
    ).select_from(known.joined())


def _rooms(known: _Known, rules: AskRules) -> dict[str, ColumnElement[Any]]:
    """What is left of each budget; null where its rule is off."""
    company_left = rules.company_budget - func.coalesce(known.company_used.c.total, 0)
    rooms = {
        "member_budget": rules.member_budget - func.coalesce(known.used.c.total, 0),
        "company_budget": case((Position.company_id.is_not(None), company_left)),
        "bank": func.coalesce(known.bank.c.total, 0)
        - func.coalesce(known.promised.c.total, 0)
        - rules.bank_floor,
    }
    return {
        rule: cast(left if rules.is_on(rule) else null(), BigInteger)
        for rule, left in rooms.items()
    }


def _says_no(
    known: _Known, room: Mapping[str, ColumnElement[Any]], wanted: Wanted, rules: AskRules
) -> dict[str, ColumnElement[bool]]:
    """Each rule of `hub.advocacy.judging`, in the same words."""
    return {
        "first_value": Position.company_id.is_not(None)
        & or_(Company.first_value_on.is_(None), Company.first_value_on > wanted.on),
        "crisis": or_(
            known.quiet.c.company_id.is_not(None),
            Company.in_crisis_until >= wanted.on - timedelta(days=rules.crisis_days),
        ),
        "pause": AskPause.until > wanted.on,
        "opt_out": known.unwanted.c.member_id.is_not(None),
        "member_budget": room["member_budget"] < wanted.weight,
        "company_budget": room["company_budget"] < wanted.weight,
        "bank": room["bank"] < wanted.value,
        "gap": known.near.c.member_id.is_not(None),
    }


def _first(
    says_no: Mapping[str, ColumnElement[bool]], rules: AskRules
) -> ColumnElement[str | None]:
    whens = [(says_no[rule], literal(rule, Text)) for rule in RULES if rules.is_on(rule)]
    # With every rule off a CASE would be left without a branch.
    return case((false(), literal("", Text)), *whens, else_=null())


def _used(whose: Any, wanted: Wanted, rules: AskRules) -> Subquery:
    """What the asks that still count weigh, by member or by company."""
    return (
        select(whose, _sum(Ask.weight))
        .where(whose.is_not(None), Ask.asked_on > wanted.on - timedelta(days=rules.window_days))
        .group_by(whose)
        .subquery(f"used_by_{whose.key}")
    )


def _promised() -> Subquery:
    """What open asks may still take from each member's bank."""
    return (
        select(Ask.member_id, _sum(Ask.value))
        .where(Ask.closed_at.is_(None))
        .group_by(Ask.member_id)
        .subquery("promised")
    )


def _bank() -> Subquery:
    return (
        select(Act.member_id, _sum(Act.signed))
        .where(Act.taken_back_at.is_(None))
        .group_by(Act.member_id)
        .subquery("bank")
    )


def _unwanted(wanted: Wanted) -> Subquery:
    return (
        select(AskOptOut.member_id).where(AskOptOut.kind_id == wanted.kind_id).subquery("unwanted")
    )


def _near(wanted: Wanted) -> Subquery:
    """Who was asked for this kind, or did it, too short a time ago."""
    since = wanted.on - timedelta(days=wanted.gap_days)
    asked = select(Ask.member_id).where(Ask.kind_id == wanted.kind_id, Ask.asked_on > since)
    did = select(Act.member_id).where(
        Act.kind_id == wanted.kind_id, Act.occurred_on > since, Act.taken_back_at.is_(None)
    )
    return union(asked, did).subquery("near")


def _quiet(wanted: Wanted, rules: AskRules) -> Subquery:
    """Companies with a crisis that is open, or that ended too short a time ago."""
    since = wanted.on - timedelta(days=rules.crisis_days)
    return (
        select(Crisis.company_id)
        .where(or_(Crisis.closed_on.is_(None), Crisis.closed_on >= since))
        .group_by(Crisis.company_id)
        .subquery("quiet")
    )


def _sum(amount: Any) -> Label[int]:
    # The sum of a bigint is a numeric, and a million of those take their time.
    return func.sum(cast(amount, Integer)).label("total")
