"""What this room knows about the company where a member works now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, bindparam, func, select, tuple_

from hub import clock
from hub.db import db
from hub.members.audiences.employment import EMPLOYMENT, current, employer
from hub.members.audiences.fields import Choice, Day, Flag, register
from hub.members.audiences.personal import SUGGESTED, itself, typed
from hub.members.audiences.shapes import Rows
from hub.members.models import HEALTHS, Company, Crisis, HealthReport
from hub.members.queries.companies import companies_called
from hub.members.words import HEALTH_NAMES

_newer = HealthReport.__table__.alias("newer").c
# A report may be about an earlier day than the one before it.
_newest = (
    ~select(_newer.id)
    .where(
        _newer.company_id == HealthReport.company_id,
        tuple_(_newer.reported_at, _newer.id) > tuple_(HealthReport.reported_at, HealthReport.id),
    )
    .exists()
)
_reported = Rows(
    current.member_id,
    current.ended_on.is_(None),
    HealthReport.company_id == current.company_id,
    _newest,
)
_today: Any = bindparam("crisis_today", callable_=clock.today, unique=True)
_in_open_crisis = select(Crisis.company_id).where(Crisis.closed_on.is_(None))


def _fares(values: Sequence[str], many: bool) -> ColumnElement[bool]:
    those = select(HealthReport.company_id).where(_newest, HealthReport.health.in_(values))
    return EMPLOYMENT.there(many, employer.id.in_(those))


def _was_reported(many: bool) -> ColumnElement[bool]:
    return EMPLOYMENT.there(many, employer.id.in_(select(HealthReport.company_id)))


def _in_crisis(many: bool) -> ColumnElement[bool]:
    until_then = func.coalesce(employer.in_crisis_until >= _today, False)
    return EMPLOYMENT.there(many, until_then | employer.id.in_(_in_open_crisis))


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
    return EMPLOYMENT.choice(
        name,
        label,
        func.nullif(column, ""),
        options=_distinct(column),
        names=itself,
        find=typed,
    )


def _distinct(column: Any) -> Callable[[], Sequence[tuple[str, str]]]:
    statement = select(column).where(column != "").distinct().order_by(column).limit(SUGGESTED)
    return lambda: [(value, value) for value in db.session.scalars(statement)]


register(
    EMPLOYMENT.choice(
        "company",
        _l("Company"),
        employer.id,
        type=int,
        options=_companies,
        names=_company_names,
        find=_companies_called,
    ),
    _words("segment", _l("Segment"), employer.segment),
    _words("industry", _l("Industry"), employer.industry),
    _words("region", _l("Region"), employer.region),
    Day(
        name="first_value",
        label=_l("Company's first value"),
        fact=EMPLOYMENT.value(employer.first_value_on),
        since=lambda day, many: EMPLOYMENT.there(many, employer.first_value_on >= day),
        known=lambda many: EMPLOYMENT.there(many, employer.first_value_on.is_not(None)),
    ),
    Choice(
        name="health",
        label=_l("Company's health"),
        fact=_reported.values(HealthReport.health),
        one_of=_fares,
        known=_was_reported,
        options=lambda: [(health, HEALTH_NAMES[health]) for health in HEALTHS],
    ),
    Flag(name="crisis", label=_l("Company in a crisis"), fact=_in_crisis(False), holds=_in_crisis),
)
