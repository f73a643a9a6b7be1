"""How a company fares: reported, and escalated when something is badly wrong."""

from datetime import UTC, date, datetime, time

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import audit, clock
from hub.db import db, locked
from hub.members.models import Company, Crisis, HealthReport, Member
from hub.refusals import Refusal


class CrisisOpen(Refusal):
    """One crisis at a time."""

    def __init__(self) -> None:
        super().__init__(_l("A crisis is open here already. Close it before you open another."))


class NoCrisis(Refusal):
    """There is nothing to close."""

    def __init__(self) -> None:
        super().__init__(_l("No crisis is open here any more."))


def report_health(
    company: Company, health: str, note: str, by: Member, on: date | None = None
) -> HealthReport:
    """Put on record how the company fares, one of `HEALTHS`; earlier reports stay.

    In: `on`, the day on which it was found so, today unless given.
    """
    report = HealthReport(company_id=company.id, health=health, note=note, reported_by_id=by.id)
    if on is not None and on != clock.today():
        report.reported_at = datetime.combine(on, time(12), UTC)
    db.session.add(report)
    db.session.flush()
    audit.record(by, "company.health_reported", company, after={"health": health})
    return report


def open_crisis(company: Company, reason: str, by: Member, on: date | None = None) -> Crisis:
    """Nobody there is asked for anything until it is closed, and for a while after.

    In: `on`, the day on which it began, today unless given. Raises `CrisisOpen`.
    """
    locked(Company, company.id)
    if open_crisis_of(company) is not None:
        raise CrisisOpen
    crisis = Crisis(
        company_id=company.id,
        reason=reason,
        opened_on=on or clock.today(),
        opened_by_id=by.id,
    )
    db.session.add(crisis)
    db.session.flush()
    audit.record(by, "company.crisis_opened", company, after={"reason": reason})
    return crisis


def close_crisis(company: Company, by: Member, on: date | None = None) -> Crisis:
    """It is over; the quiet after it begins. In: `on`, since when, today unless given.

    Raises `NoCrisis`.
    """
    locked(Company, company.id)
    crisis = open_crisis_of(company)
    if crisis is None:
        raise NoCrisis
    crisis.closed_on, crisis.closed_by_id = on or clock.today(), by.id
    db.session.flush()
    audit.record(by, "company.crisis_closed", company, after={"reason": crisis.reason})
    return crisis


def open_crisis_of(company: Company) -> Crisis | None:
    """The crisis that is open at the company."""
    return db.session.scalar(
        select(Crisis).where(Crisis.company_id == company.id, Crisis.closed_on.is_(None))
    )
