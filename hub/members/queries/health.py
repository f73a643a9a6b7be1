"""How a company fares, and how it came to that."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.models import Company, Crisis, HealthReport, Member

SHOWN = 20


@dataclass(frozen=True)
class Moment:
    """One thing that happened: a report, or a crisis that began or ended."""

    kind: str
    on: date
    by: Member | None
    text: str


@dataclass(frozen=True)
class Health:
    """How the company fares now, and its latest moments, newest first."""

    report: HealthReport | None
    crisis: Crisis | None
    moments: list[Moment]


def health_of(company: Company) -> Health:
    """Now and before, in two selects."""
    reports = db.session.scalars(
        select(HealthReport)
        .where(HealthReport.company_id == company.id)
        .options(joinedload(HealthReport.reported_by))
        .order_by(HealthReport.id.desc())
        .limit(SHOWN)
    ).all()
    crises = db.session.scalars(
        select(Crisis)
        .where(Crisis.company_id == company.id)
        .options(joinedload(Crisis.opened_by), joinedload(Crisis.closed_by))
        .order_by(Crisis.id.desc())
        .limit(SHOWN)
    ).all()
    moments = [Moment(r.health, r.reported_at.date(), r.reported_by, r.note) for r in reports]
    for crisis in crises:
        moments.append(Moment("opened", crisis.opened_on, crisis.opened_by, crisis.reason))
        if crisis.closed_on is not None:
            moments.append(Moment("closed", crisis.closed_on, crisis.closed_by, crisis.reason))
    moments.sort(key=lambda moment: moment.on, reverse=True)
    current = crises[0] if crises and crises[0].closed_on is None else None
    return Health(reports[0] if reports else None, current, moments[:SHOWN])
