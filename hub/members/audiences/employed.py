"""What this room knows about the company where a member works now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import aliased

from hub import clock
from hub.db import db
from hub.members.audiences.fields import Choice, Day, Flag, register
from hub.members.audiences.personal import SUGGESTED, itself, typed
from hub.members.audiences.shapes import Rows
from hub.members.models import HEALTHS, Company, Crisis, HealthReport, Position
from hub.members.queries.companies import companies_called
from hub.members.words import HEALTH_NAMES

_there = Rows(Position.member_id, Position.ended_on.is_(None), Company.id == Position.company_id)
_newer = aliased(HealthReport)
_newest = (
    ~select(_newer.id)
    .where(_newer.company_id == HealthReport.company_id, _newer.id > HealthReport.id)
    .exists()
)
_today: Any = bindparam("crisis_today", callable_=clock.today, unique=True)
_crisis = (
    select(Crisis.id).where(Crisis.company_id == Company.id, Crisis.closed_on.is_(None)).exists()
)


def _in_crisis(many: bool) -> ColumnElement[bool]:
    return _there.there(many, (Company.in_crisis_until >= _today) | _crisis)


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
    known = Rows(
        Position.member_id,
        Position.ended_on.is_(None),
        Company.id == Position.company_id,
        column != "",
    )
    return known.choice(name, label, column, options=_distinct(column), names=itself, find=typed)


def _distinct(column: Any) -> Callable[[], Sequence[tuple[str, str]]]:
    statement = select(column).where(column != "").distinct().order_by(column).limit(SUGGESTED)
    return lambda: [(value, value) for value in db.session.scalars(statement)]


register(
    Rows(Position.member_id, Position.ended_on.is_(None)).choice(
        "company",
        _l("Company"),
        Position.company_id,
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
        fact=_there.value(Company.first_value_on),
        since=lambda day, many: _there.there(many, Company.first_value_on >= day),
        known=lambda many: _there.there(many, Company.first_value_on.is_not(None)),
    ),
    Rows(
        Position.member_id,
        Position.ended_on.is_(None),
        HealthReport.company_id == Position.company_id,
        _newest,
    ).choice(
        "health",
        _l("Company's health"),
        HealthReport.health,
        options=lambda: [(health, HEALTH_NAMES[health]) for health in HEALTHS],
    ),
    Flag(name="crisis", label=_l("Company in a crisis"), fact=_in_crisis(False), holds=_in_crisis),
)
