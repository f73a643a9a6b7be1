"""Whom an ask would go to, as a predicate over `Member`: the place where audiences come in."""

from sqlalchemy import ColumnElement, and_

from hub.members.models import Company
from hub.members.queries.people import is_alumni, is_here, works_at

EVERYBODY, ALUMNI, COMPANY = WHOM = ("everybody", "alumni", "company")


def those(whom: str, company: Company | None = None) -> ColumnElement[bool]:
    """The members of that choice who are here. In: `company`, where one was chosen."""
    if company is not None:
        return and_(is_here(), works_at(company))
    return and_(is_here(), is_alumni()) if whom == ALUMNI else is_here()
