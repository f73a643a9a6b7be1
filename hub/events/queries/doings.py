"""Where a member took a place, or where people did in their time at a company."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hub.events.models import Registration
from hub.members.models import Company, Member
from hub.members.queries.companies import done_by
from hub.paging import Key, Page, paginate


def registrations_of(owner: Member | Company, at: str | None, limit: int) -> Page:
    """One page of registrations with their events, members and check-ins, the newest first."""
    statement = (
        select(Registration)
        .options(
            joinedload(Registration.event),
            joinedload(Registration.member),
            selectinload(Registration.check_ins),
        )
        .where(done_by(owner, Registration.member_id, Registration.registered_at))
    )
    keys = [
        Key(Registration.registered_at, "registered_at", True),
        Key(Registration.id, "id", True),
    ]
    return paginate(statement, keys, at, limit)
