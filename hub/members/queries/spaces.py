"""Spaces, for those who may enter and for those who run them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.audiences.compiling import where_in
from hub.members.models import Audience, Member, Position, Space
from hub.members.queries.audiences import count_in
from hub.members.queries.people import is_here
from hub.members.queries.rulebook import book
from hub.members.queries.visibility import open_to
from hub.paging import Key, Page, paginate


def space_names(also: int | None = None) -> list[tuple[int, str]]:
    """Every space that is not closed, and the one that is chosen already, by name."""
    rows = db.session.execute(
        select(Space.id, Space.name)
        .where(Space.closed_at.is_(None) | (Space.id == also))
        .order_by(Space.name)
    )
    return [(row.id, row.name) for row in rows]


def spaces_of(member: Member) -> Sequence[Space]:
    """The spaces that the member may enter, by name."""
    statement = select(Space).options(joinedload(Space.picture))
    return db.session.scalars(
        statement.where(open_to(member)).order_by(func.lower(Space.name), Space.id)
    ).all()


def space_entered(slug: str, member: Member) -> Space | None:
    """The space of that address, if the member may enter it."""
    return db.session.scalar(
        select(Space)
        .options(joinedload(Space.picture), joinedload(Space.company))
        .where(Space.slug == slug, open_to(member))
    )


def may_enter_space(member: Member, space: Space) -> bool:
    """Whether the space is open to the member now."""
    found = select(Space.id).where(Space.id == space.id, open_to(member))
    return db.session.scalar(found) is not None


def spaces_page(at: str | None, state: str = "", audience: Audience | None = None) -> Page:
    """One page for managers, newest first; `state` is draft, open, closed, or "" for all."""
    statement = select(Space).options(joinedload(Space.company), joinedload(Space.audience))
    if state == "draft":
        statement = statement.where(Space.published_at.is_(None))
    elif state == "open":
        statement = statement.where(Space.published_at.is_not(None), Space.closed_at.is_(None))
    elif state == "closed":
        statement = statement.where(Space.closed_at.is_not(None))
    if audience is not None:
        statement = statement.where(Space.audience_id == audience.id)
    return paginate(statement, [Key(Space.id, "id", descending=True)], at)


def space_for_console(id: int) -> Space | None:
    """The space with whom it is for, whether anybody may enter or not."""
    return db.session.scalar(
        select(Space)
        .options(
            joinedload(Space.picture),
            joinedload(Space.company),
            joinedload(Space.audience),
        )
        .where(Space.id == id)
    )


def its_people(space: Space) -> ColumnElement[bool]:
    """The members for whom the space is, were it open, as a condition over `members`.

    It looks at each as they come: for a page, or for those on a list.
    """
    if space.audience_id is not None:
        return and_(is_here(), where_in(space.audience_id, book(), many=False))
    employed = select(Position.member_id).where(
        Position.company_id == space.company_id, Position.ended_on.is_(None)
    )
    return and_(is_here(), Member.id.in_(employed))


def people_count(space: Space) -> int:
    """How many members the space is for."""
    if space.audience_id is not None:
        return count_in(space.audience_id)
    statement = select(func.count()).select_from(Member).where(its_people(space))
    return db.session.scalar(statement) or 0
