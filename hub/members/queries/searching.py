"""People whom other members find."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import selectinload

from hub.members.models import Member, Position
from hub.members.queries.people import is_here
from hub.searchable import Found, Wanted, find


def search(_member: Member, wanted: Wanted) -> Found:
    """Who is called so, alumni included, with where they work. Nobody's role finds more people."""
    people = select(Member).options(selectinload(Member.positions).joinedload(Position.company))
    return find(people.where(findable()), Member, wanted)


def findable() -> ColumnElement[bool]:
    """Whether the member agreed to be found by others, and is still here."""
    return and_(Member.findable_since.is_not(None), is_here())
