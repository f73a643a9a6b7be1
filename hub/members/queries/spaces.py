"""Spaces, for those who may enter and for those who run them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.models import Member, Space, SpaceReader
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


def spaces_page(at: str | None) -> Page:
    """One page for managers, newest first, those closed too."""
    statement = select(Space).options(joinedload(Space.company), joinedload(Space.audience))
    return paginate(statement, [Key(Space.id, "id", descending=True)], at)


def reads(space: Space, member: Member) -> bool:
    """Whether the member is on the newsletter list."""
    return db.session.get(SpaceReader, (space.id, member.id)) is not None
