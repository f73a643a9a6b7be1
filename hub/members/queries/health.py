"""How a company fares, and how it came to that."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date

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


@dataclass
class Span:
    """From when to when a crisis was, and what it was about; without an end it is open."""

    opened_on: date
    closed_on: date | None
    reason: str


@dataclass
class Record:
    """What is on record about a company: days with what was reported, and crises in order."""

    reports: set[tuple[date, str, str]] = field(default_factory=set)
    crises: list[Span] = field(default_factory=list)

    @property
    def open(self) -> Span | None:
        return next((span for span in self.crises if span.closed_on is None), None)


def records_of(company_ids: Collection[int]) -> dict[int, Record]:
    """The records of many companies, in two selects however many they are."""
    found = {id: Record() for id in company_ids}
    for report in db.session.execute(
        select(
            HealthReport.company_id,
            HealthReport.reported_at,
            HealthReport.health,
            HealthReport.note,
        ).where(HealthReport.company_id.in_(company_ids))
    ):
        day = report.reported_at.astimezone(UTC).date()
        found[report.company_id].reports.add((day, report.health, report.note))
    for crisis in db.session.execute(
        select(Crisis.company_id, Crisis.opened_on, Crisis.closed_on, Crisis.reason)
        .where(Crisis.company_id.in_(company_ids))
        .order_by(Crisis.id)
    ):
        span = Span(crisis.opened_on, crisis.closed_on, crisis.reason)
        found[crisis.company_id].crises.append(span)
    return found


def health_of(company: Company) -> Health:
    """Now and before, in two selects."""
    reports = db.session.scalars(
        select(HealthReport)
        .where(HealthReport.company_id == company.id)
        .options(joinedload(HealthReport.reported_by))
        .order_by(HealthReport.reported_at.desc(), HealthReport.id.desc())
        .limit(SHOWN)
    ).all()
    crises = db.session.scalars(
        select(Crisis)
        .where(Crisis.company_id == company.id)
        .options(joinedload(Crisis.opened_by), joinedload(Crisis.closed_by))
        .order_by(Crisis.id.desc())
        .limit(SHOWN)
    ).all()
    moments = [Moment(r.health, r.day, r.reported_by, r.note) for r in reports]
    for crisis in crises:
        moments.append(Moment("opened", crisis.opened_on, crisis.opened_by, crisis.reason))
        if crisis.closed_on is not None:
            moments.append(Moment("closed", crisis.closed_on, crisis.closed_by, crisis.reason))
    moments.sort(key=lambda moment: moment.on, reverse=True)
    current = crises[0] if crises and crises[0].closed_on is None else None
    return Health(reports[0] if reports else None, current, moments[:SHOWN])
