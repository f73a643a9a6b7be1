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
)

from hub.advocacy.judging import Wanted
from hub.advocacy.models import RULES, Act, Ask, AskOptOut, AskPause, AskRules
from hub.members.models import Company, Crisis, Member, Position


def verdicts(wanted: Wanted, rules: AskRules, who: ColumnElement[bool]) -> Select[Any]:
    """A row for each member of `who`, a predicate over `Member`.

    Columns: `member_id`, `company_id`, `rule`, the first that says no or null, and what is left
    before the ask of the member's budget, the company's, and the bank above the floor
    (`member_room`, `company_room`, `bank_room`): null where a rule is off or no company is there.
    Everything is joined as a group, once, so that the database reads each table once.
    """
    asks, company_asks = _asks(wanted, rules, who), _company_asks(wanted, rules)
    acts, quiet = _acts(wanted, who), _quiet(wanted, rules)
    rooms = {
        "member_budget": rules.member_budget - func.coalesce(asks.c.used, 0),
        "company_budget": case(
            (
                Position.company_id.is_not(None),
                rules.company_budget - func.coalesce(company_asks.c.used, 0),
            )
        ),
        "bank": func.coalesce(acts.c.bank, 0)
        - func.coalesce(asks.c.promised, 0)
        - rules.bank_floor,
    }
    room = {
        rule: cast(left if rules.is_on(rule) else null(), BigInteger)
        for rule, left in rooms.items()
    }
    says_no = {
        "first_value": Position.company_id.is_not(None)
        & or_(Company.first_value_on.is_(None), Company.first_value_on > wanted.on),
        "crisis": or_(
            quiet.c.company_id.is_not(None),
            Company.in_crisis_until >= wanted.on - timedelta(days=rules.crisis_days),
        ),
        "pause": AskPause.until > wanted.on,
        "opt_out": AskOptOut.member_id.is_not(None),
        "member_budget": room["member_budget"] < wanted.weight,
        "company_budget": room["company_budget"] < wanted.weight,
        "bank": room["bank"] < wanted.value,
        "gap": or_(asks.c.near, acts.c.near),
    }
    return (
        select(
            Member.id.label("member_id"),
            Position.company_id,
            _first(says_no, rules).label("rule"),
            room["member_budget"].label("member_room"),
            room["company_budget"].label("company_room"),
            room["bank"].label("bank_room"),
        )
        .select_from(Member)
        .outerjoin(Position, (Position.member_id == Member.id) & Position.ended_on.is_(None))
        .outerjoin(Company, Company.id == Position.company_id)
        .outerjoin(quiet, quiet.c.company_id == Company.id)
        .outerjoin(AskPause, AskPause.member_id == Member.id)
        .outerjoin(
            AskOptOut,
            (AskOptOut.member_id == Member.id) & (AskOptOut.kind_id == wanted.kind_id),
        )
        .outerjoin(asks, asks.c.member_id == Member.id)
        .outerjoin(company_asks, company_asks.c.company_id == Position.company_id)
        .outerjoin(acts, acts.c.member_id == Member.id)
        .where(who)
    )


def _first(
    says_no: Mapping[str, ColumnElement[bool]], rules: AskRules
) -> ColumnElement[str | None]:
    whens = [(says_no[rule], literal(rule, Text)) for rule in RULES if rules.is_on(rule)]
    # With every rule off a CASE would be left without a branch.
    return case((false(), literal("", Text)), *whens, else_=null())


def _asks(wanted: Wanted, rules: AskRules, who: ColumnElement[bool]) -> Subquery:
    """Of each member: weight used up, value promised, and whether one of the kind is too near."""
    counts = Ask.asked_on > wanted.on - timedelta(days=rules.window_days)
    near = (Ask.kind_id == wanted.kind_id) & (
        Ask.asked_on > wanted.on - timedelta(days=wanted.gap_days)
    )
    still_open = Ask.closed_at.is_(None)
    return (
        select(
            Ask.member_id,
            func.sum(Ask.weight).filter(counts).label("used"),
            func.sum(Ask.value).filter(still_open).label("promised"),
            func.bool_or(near).label("near"),
        )
        .where(or_(counts, still_open, near), _theirs(Ask.member_id, who))
        .group_by(Ask.member_id)
        .subquery("member_asks")
    )


def _company_asks(wanted: Wanted, rules: AskRules) -> Subquery:
    return (
        select(Ask.company_id, func.sum(Ask.weight).label("used"))
        .where(
            Ask.company_id.is_not(None),
            Ask.asked_on > wanted.on - timedelta(days=rules.window_days),
        )
        .group_by(Ask.company_id)
        .subquery("company_asks")
    )


def _acts(wanted: Wanted, who: ColumnElement[bool]) -> Subquery:
    """Of each member: the balance of the bank, and whether an act of the kind is too near."""
    near = (Act.kind_id == wanted.kind_id) & (
        Act.occurred_on > wanted.on - timedelta(days=wanted.gap_days)
    )
    return (
        select(
            Act.member_id,
            func.sum(Act.signed).label("bank"),
            func.bool_or(near).label("near"),
        )
        .where(Act.taken_back_at.is_(None), _theirs(Act.member_id, who))
        .group_by(Act.member_id)
        .subquery("member_acts")
    )


def _quiet(wanted: Wanted, rules: AskRules) -> Subquery:
    """Companies with a crisis that is open, or that ended too short a time ago."""
    since = wanted.on - timedelta(days=rules.crisis_days)
    return (
        select(Crisis.company_id)
        .where(or_(Crisis.closed_on.is_(None), Crisis.closed_on >= since))
        .group_by(Crisis.company_id)
        .subquery("quiet")
    )


def _theirs(member_id: Any, who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows of others are not grouped for nothing where few are asked about."""
    return member_id.in_(select(Member.id).where(who))
