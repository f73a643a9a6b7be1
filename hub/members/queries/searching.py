"""Members and companies that are found by words."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from hub.members.models import Company, Member, Position
from hub.members.queries.companies import is_meant
from hub.members.queries.people import Search, found_by, is_here, with_all
from hub.searchable import Found, Wanted, find, nearest, part


def search(_member: Member, wanted: Wanted) -> Found:
    """Who is called so or lives there, alumni included, with where they work.

    Nobody's role finds more people.
    """
    people = select(Member).options(selectinload(Member.positions).joinedload(Position.company))
    return find(people.where(findable()), Member, wanted)


def search_managed(_member: Member, wanted: Wanted) -> Found:
    """Whom the list of members in the console finds; a name that begins so comes first."""
    name = func.concat(Member.given_name, " ", Member.family_name)
    if wanted.near:
        # Those who agreed to nothing have no index to be found by: this reads every name.
        return nearest(with_all(found_by(Search())), func.words_plain(name), wanted)
    begins = name.istartswith(wanted.typed, autoescape=True)
    called = name.icontains(wanted.typed, autoescape=True)
    people = with_all(found_by(Search(q=wanted.typed)))
    return part(people.order_by(begins.desc(), called.desc(), Member.id.desc()), wanted)


def search_companies(_member: Member, wanted: Wanted) -> Found:
    """Companies by name, domain or account; a name that begins so comes first."""
    if wanted.near:
        return nearest(select(Company), func.words_plain(Company.name), wanted)
    begins = Company.name.istartswith(wanted.typed, autoescape=True)
    companies = select(Company).where(is_meant(wanted.typed))
    return part(companies.order_by(begins.desc(), Company.name_key, Company.id), wanted)


def findable() -> ColumnElement[bool]:
    """Whether the member agreed to be found by others, and is still here."""
    return and_(Member.findable_since.is_not(None), is_here())
