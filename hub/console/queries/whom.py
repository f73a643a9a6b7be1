"""Whom an ask would go to, as a predicate over `Member`."""

from sqlalchemy import ColumnElement, and_

from hub.members.models import Company, Member
from hub.members.queries.audiences import people_in
from hub.members.queries.people import is_here, works_at


def those(company: Company | None = None, audience_id: int | None = None) -> ColumnElement[bool]:
    """The members who are here, of the company or in the audience where one was chosen."""
    if company is not None:
        return and_(is_here(), works_at(company))
    return is_here() if audience_id is None else Member.id.in_(people_in(audience_id))
