"""Who runs which events: managers all of them, chapter leaders those of their chapters."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.events.models import Chapter, ChapterLeader, Event, Registration
from hub.members.models import Audience, Member
from hub.members.queries.visibility import for_lists
from hub.paging import Key, Page, paginate


def hosts(member: Member, chapter_id: int | None) -> bool:
    """Whether the member may run events of that chapter; None is for events of no chapter."""
    if member.has_permission("events.manage"):
        return True
    if chapter_id is None or not member.has_permission("events.lead"):
        return False
    return db.session.get(ChapterLeader, (chapter_id, member.id)) is not None


def may_host(member: Member, event: Event) -> bool:
    """Whether the member may run this event."""
    return hosts(member, event.chapter_id)


def hosted_chapters(member: Member) -> Sequence[Chapter]:
    """The chapters whose events the member may run."""
    statement = select(Chapter).order_by(Chapter.name)
    if not member.has_permission("events.manage"):
        statement = statement.join(ChapterLeader).where(ChapterLeader.member_id == member.id)
    return db.session.scalars(statement).all()


def hosted(member: Member, at: str | None, audience: Audience | None = None) -> Page:
    """One page of the events that the member may run, latest first."""
    keys = [Key(Event.starts_at, "starts_at", descending=True), Key(Event.id, "id", True)]
    return paginate(for_lists(hosted_by(member), Event, audience), keys, at)


def hosted_by(member: Member) -> Select:
    """The events that the member may run, in every state."""
    statement = select(Event).options(joinedload(Event.chapter))
    if member.has_permission("events.manage"):
        return statement
    own = select(ChapterLeader.chapter_id).where(ChapterLeader.member_id == member.id)
    return statement.where(Event.chapter_id.in_(own))


def registered_counts(event_ids: Sequence[int]) -> dict[int, int]:
    """How many people have a place, by event; events without any are left out."""
    rows = db.session.execute(
        select(Registration.event_id, func.count().label("taken"))
        .where(Registration.event_id.in_(event_ids), Registration.left_at.is_(None))
        .group_by(Registration.event_id)
    )
    return {row.event_id: row.taken for row in rows}
