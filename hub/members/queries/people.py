"""Members as managers look for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import selectinload

from hub.audit import AuditEntry
from hub.db import db
from hub.members.models import Address, Company, Member, Position, Role, RoleGrant
from hub.members.queries.addresses import normal

STANDINGS = ("current", "alumni", "deactivated")


@dataclass(frozen=True)
class Search:
    """What the list is narrowed to; empty means everybody."""

    q: str = ""
    standing: str = ""
    role: str = ""
    company_id: int | None = None
    audience_id: int | None = None

    @property
    def any(self) -> bool:
        return self != Search()


def member_for_console(id: int) -> Member | None:
    """The member with all that their page shows; None for somebody who was erased."""
    statement = select(Member).where(Member.id == id, Member.erased_at.is_(None))
    return db.session.scalar(with_all(statement))


def audit_of(table: str, id: int, limit: int = 20) -> Sequence[tuple[AuditEntry, Member | None]]:
    """The latest lines of audit about one row, with who did it."""
    statement = (
        select(AuditEntry, Member)
        .outerjoin(Member, Member.id == AuditEntry.actor_id)
        .where(AuditEntry.subject_type == table, AuditEntry.subject_id == id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [(entry, actor) for entry, actor in db.session.execute(statement)]


def is_here() -> ColumnElement[bool]:
    """Whether others still meet the member: neither deactivated nor erased."""
    return and_(Member.deactivated_at.is_(None), Member.erased_at.is_(None))


def is_alumni() -> ColumnElement[bool]:
    """Whether the member has worked at a customer, and no longer does."""
    return and_(exists().where(Position.member_id == Member.id), ~_works())


def works_at(company: Company) -> ColumnElement[bool]:
    """Whether the company is where the member works now."""
    return _works(Position.company_id == company.id)


def _works(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Position.member_id == Member.id, Position.ended_on.is_(None), *where)


def with_all(statement: Select) -> Select:
    """With what a line of a list of members shows."""
    return statement.options(
        selectinload(Member.positions).joinedload(Position.company),
        selectinload(Member.addresses),
        selectinload(Member.roles),
    )


def found_by(search: Search) -> Select:
    """Members who fit, whatever audience they are in; in no order yet."""
    statement = select(Member).where(Member.erased_at.is_(None))
    if search.standing == "current":
        statement = statement.where(_works())
    elif search.standing == "alumni":
        statement = statement.where(is_alumni())
    elif search.standing == "deactivated":
        statement = statement.where(Member.deactivated_at.is_not(None))
    if search.role:
        granted = select(RoleGrant.member_id).join(Role, Role.id == RoleGrant.role_id)
        statement = statement.where(Member.id.in_(granted.where(Role.name == search.role)))
    if search.company_id:
        there = select(Position.member_id).where(Position.company_id == search.company_id)
        statement = statement.where(Member.id.in_(there))
    # Each word must be found, in whatever of the three.
    for word in search.q.replace("\0", "").split()[:6]:
        statement = statement.where(_holds(word))
    return statement


def _holds(word: str) -> ColumnElement[bool]:
    """Whether the word is part of the member's name, an address, or a company's name."""
    addressed = select(Address.member_id).where(Address.email.icontains(word, autoescape=True))
    employed = (
        select(Position.member_id)
        .join(Company)
        .where(Company.name.icontains(word, autoescape=True))
    )
    name = func.concat(Member.given_name, " ", Member.family_name)
    return or_(
        name.icontains(word, autoescape=True), Member.id.in_(addressed), Member.id.in_(employed)
    )


def member_at(email: str) -> Member | None:
    """The member who has or had this address, with what their company on a day is told from."""
    return db.session.scalar(
        select(Member)
        .join(Address)
        .where(Address.email == normal(email), Address.kind != "claimed", is_here())
        .options(selectinload(Member.positions).joinedload(Position.company))
    )


def members_at(emails: Collection[str]) -> dict[str, Member]:
    """Those of the addresses, in lower case, that belong to somebody, and to whom."""
    rows = db.session.execute(
        select(Address.email, Member)
        .join(Member)
        .where(Address.email.in_(emails), Address.kind != "claimed", is_here())
        .options(selectinload(Member.positions).joinedload(Position.company))
    )
    return {row[0]: row[1] for row in rows}
