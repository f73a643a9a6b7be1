"""What the guard would say if many were asked at once, and what that would leave of the budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Subquery, cast, func, select

from hub.advocacy.judging import Wanted
from hub.advocacy.queries.guard import rules
from hub.advocacy.queries.verdicts import verdicts
from hub.db import db
from hub.members.models import Member
from hub.members.queries.people import with_all
from hub.paging import Key, Page, paginate

LIMIT = 50


@dataclass(frozen=True)
class Effect:
    """What asking all who may be asked would come to.

    `can_be_asked` are fewer than may be asked where colleagues share a budget that is too small
    for all of them. What is left afterwards is told by whether one more such ask would fit.
    """

    may_be_asked: int = 0
    can_be_asked: int = 0
    companies: int = 0
    companies_short: int = 0
    companies_full: int = 0
    # At most so many: who of the colleagues is asked depends on who comes first.
    members_full: int = 0
    members_at_floor: int = 0


@dataclass(frozen=True)
class DryRun:
    """For how many of `everybody` each rule is the first to say no, and the effect on the rest."""

    everybody: int
    stopped: Mapping[str, int]
    effect: Effect


def dry_run(wanted: Wanted, who: ColumnElement[bool]) -> DryRun:
    """Judge all members of `who`, a predicate over `Member`, in one statement."""
    by_company = _by_company(wanted, verdicts(wanted, rules(), who).subquery("verdicts"))
    totals = select(*_totals(wanted, by_company)).group_by(by_company.c.rule)
    rows = {row.rule: row for row in db.session.execute(totals)}
    return DryRun(
        everybody=sum(row.may_be_asked for row in rows.values()),
        stopped={rule: row.may_be_asked for rule, row in rows.items() if rule is not None},
        effect=_effect(rows.get(None)),
    )


def behind(
    wanted: Wanted, who: ColumnElement[bool], rule: str | None, at: str | None, limit: int = LIMIT
) -> Page:
    """The members whom the rule is the first to stop, or who may be asked (None)."""
    found = verdicts(wanted, rules(), who).subquery("verdicts")
    statement = (
        select(Member)
        .join(found, found.c.member_id == Member.id)
        .where(found.c.rule.is_not_distinct_from(rule))
    )
    return paginate(with_all(statement), [Key(Member.id, "id")], at, limit)


def _by_company(wanted: Wanted, found: Subquery) -> Subquery:
    """Colleagues with the same answer: how many, what their company has room for, who is full."""
    again = {
        "members_full": (found.c.member_room, wanted.weight),
        "members_at_floor": (found.c.bank_room, wanted.value),
    }
    full = [
        func.count().filter(room - takes < takes).label(name)
        for name, (room, takes) in again.items()
    ]
    return (
        select(
            found.c.rule,
            found.c.company_id,
            func.count().label("members"),
            func.min(found.c.company_room).label("room"),
            *full,
        )
        .group_by(found.c.rule, found.c.company_id)
        .subquery("by_company")
    )


def _totals(wanted: Wanted, colleagues: Subquery) -> list[ColumnElement[Any]]:
    members, room = colleagues.c.members, colleagues.c.room
    # LEAST passes over a null: there is no company, or no rule about it.
    fit = func.least(members, room // wanted.weight) if wanted.weight else members
    there = colleagues.c.company_id.is_not(None)
    counts = {
        "may_be_asked": func.sum(members),
        "can_be_asked": func.sum(fit),
        "companies": func.count().filter(there),
        "companies_short": func.count().filter(fit < members),
        "companies_full": func.count().filter(room - fit * wanted.weight < wanted.weight),
        "members_full": func.sum(colleagues.c.members_full),
        "members_at_floor": func.sum(colleagues.c.members_at_floor),
    }
    whole = [cast(count, BigInteger).label(name) for name, count in counts.items()]
    return [colleagues.c.rule, *whole]


def _effect(row: Any) -> Effect:
    if row is None:
        return Effect()
    values = row._asdict()
    del values["rule"]
    return Effect(**values)
