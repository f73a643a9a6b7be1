"""Members have a space's announcements mailed, or no longer."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.db import db
from hub.members.models import Member, Space, SpaceReader
from hub.members.queries.spaces import may_enter_space
from hub.refusals import NotAllowed


class NotYours(NotAllowed):
    """The space is closed to the member, or to everybody."""

    def __init__(self) -> None:
        super().__init__(_l("This space is not open to you."))


def subscribe(space: Space, member: Member) -> None:
    """Mail them its announcements from now on; asking twice is asking once. Raises `NotYours`."""
    if not may_enter_space(member, space):
        raise NotYours
    db.session.execute(
        insert(SpaceReader)
        .values(space_id=space.id, member_id=member.id, since=clock.now())
        .on_conflict_do_nothing()
    )


def unsubscribe(space_id: int, member_id: int) -> None:
    """Mail them no more, whether they may still enter or not."""
    db.session.execute(
        delete(SpaceReader).where(
            SpaceReader.space_id == space_id, SpaceReader.member_id == member_id
        )
    )
