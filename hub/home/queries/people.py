"""A member's page, for the member and for others."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hub.db import db
from hub.members.models import Member, Position
from hub.members.queries.people import is_here


def profile(id: int) -> Member | None:
    """The member as others may see them: None when deactivated or erased."""
    return db.session.scalar(
        select(Member)
        .options(selectinload(Member.positions).options(joinedload(Position.company)))
        .where(Member.id == id, is_here())
    )
