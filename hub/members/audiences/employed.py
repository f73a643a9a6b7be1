"""What this room knows about the company where a member works now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from hub import clock
from hub.db import db
from hub.members.audiences.fields import Choice, Day, Flag, register
from hub.members.audiences.personal import SUGGESTED, itself, typed
from hub.members.audiences.shapes import rows_of, there_is
from hub.members.models import HEALTHS, Company, Crisis, HealthReport, Member, Position
from hub.members.queries.companies import companies_called
from hub.members.words import HEALTH_NAMES

_there = (
    Position.member_id == Member.id,
    Position.ended_on.is_(None),
    Company.id == Position.company_id,
)
_newer = aliased(HealthReport)
_newest = (
    ~select(_newer.id)
    .where(_newer.company_id == HealthReport.company_id, _newer.id > HealthReport.id)
    .exists()
)
_today: Any = bindparam("crisis_today", callable_=clock.today, unique=True)
_in_crisis = there_is(
    select(Company.id).where(
        *_there,
        (Company.in_crisis_until >= _today)
        | select(Crisis.id)
        .where(Crisis.company_id == Company.id, Crisis.closed_on.is_(None))
        .exists(),
    )
)
_first_value = select(Company.first_value_on).where(*_there, Company.first_value_on.is_not(None))


def _companies() -> Sequence[tuple[int, str]]:
    statement = select(Company.id, Company.name).order_by(Company.name_key).limit(SUGGESTED)
    return [(row.id, row.name) for row in db.session.execute(statement)]


def _company_names(values: Collection[int]) -> Mapping[int, str]:
    statement = select(Company.id, Company.name).where(Company.id.in_(values))
    return {row.id: row.name for row in db.session.execute(statement)}


def _companies_called(text: str) -> Sequence[tuple[int, str]]:
    return [(company.id, company.name) for company in companies_called(text)]


def _words(name: str, label: Any, column: Any) -> Choice:
    """A choice by a text about the company; empty text is not known."""
    return rows_of(
        name,
        label,
        column,
        *_there,
        column != "",
        options=_distinct(column),
        names=itself,
        find=typed,
    )


def _distinct(column: Any) -> Callable[[], Sequence[tuple[str, str]]]:
    statement = select(column).where(column != "").distinct().order_by(column).limit(SUGGESTED)
    return lambda: [(value, value) for value in db.session.scalars(statement)]


register(
    rows_of(
        "company",
        _l("Company"),
        Company.id,
        *_there,
        type=int,
        options=_companies,
        names=_company_names,
        find=_companies_called,
    ),
    _words("segment", _l("Segment"), Company.segment),
    _words("industry", _l("Industry"), Company.industry),
    _words("region", _l("Region"), Company.region),
    Day(
        name="first_value",
        label=_l("Company's first value"),
        fact=_first_value.correlate(Member).scalar_subquery(),
        since=lambda day: there_is(_first_value.where(Company.first_value_on >= day)),
        known=there_is(_first_value),
    ),
    rows_of(
        "health",
        _l("Company's health"),
        HealthReport.health,
        *_there,
        HealthReport.company_id == Company.id,
        _newest,
        options=lambda: [(health, HEALTH_NAMES[health]) for health in HEALTHS],
    ),
    Flag(name="crisis", label=_l("Company in a crisis"), fact=_in_crisis, holds=_in_crisis),
)
