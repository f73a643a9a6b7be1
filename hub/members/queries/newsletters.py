"""Who has a space's announcements mailed."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.audiences.compiling import where_in
from hub.members.models import Address, Member, Position, Space, SpaceReader
from hub.members.queries.addresses import signs_in
from hub.members.queries.listing import EXPORT_BATCH
from hub.members.queries.rulebook import book
from hub.members.queries.spaces import its_people
from hub.paging import Key, Page, paginate


def reads(space: Space, member: Member) -> bool:
    """Whether the member is on the newsletter list."""
    return db.session.get(SpaceReader, (space.id, member.id)) is not None


def readers_page(space: Space, at: str | None) -> Page:
    """One page of those on the list whom the space is still for, the newest reader first."""
    keys = [
        Key(SpaceReader.since, "since", descending=True),
        Key(SpaceReader.member_id, "member_id", descending=True),
    ]
    return paginate(_readers(space), keys, at)


def every_reader(space: Space) -> Iterator[SpaceReader]:
    """All of them, the oldest member first, read in batches."""
    last = 0
    while True:
        after = _readers(space).where(SpaceReader.member_id > last)
        batch = db.session.scalars(after.order_by(SpaceReader.member_id).limit(EXPORT_BATCH)).all()
        yield from batch
        if len(batch) < EXPORT_BATCH:
            return
        last = batch[-1].member_id


def _readers(space: Space) -> Select:
    member = joinedload(SpaceReader.member)
    return (
        select(SpaceReader)
        .join(SpaceReader.member)
        .options(
            member.selectinload(Member.addresses),
            member.selectinload(Member.positions).joinedload(Position.company),
        )
        .where(SpaceReader.space_id == space.id, its_people(space))
    )


def mailed(space: Space, audience_id: int | None = None) -> ColumnElement[bool]:
    """The members who would get an announcement for that audience now, as a condition over
    `members`: on the list, still in, wanting mail and with an address. Nobody where it is closed.
    """
    if not space.is_open:
        return false()
    reading = exists().where(SpaceReader.space_id == space.id, SpaceReader.member_id == Member.id)
    reachable = exists().where(Address.member_id == Member.id, signs_in())
    found = and_(reading, reachable, Member.mail_wanted, its_people(space))
    return found if audience_id is None else and_(found, where_in(audience_id, book(), many=False))


def mailed_count(space: Space, audience_id: int | None = None) -> int:
    """How many that are."""
    statement = select(func.count()).select_from(Member).where(mailed(space, audience_id))
    return db.session.scalar(statement) or 0
