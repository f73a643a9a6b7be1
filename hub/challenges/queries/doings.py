"""What a member tried, or what people tried in their time at a company."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub.challenges.models import Attempt, Challenge
from hub.members.models import Company, Member
from hub.members.queries.companies import done_by
from hub.paging import Key, Page, paginate


def attempts_of(owner: Member | Company, at: str | None, limit: int) -> Page:
    """One page of attempts with their challenges and members, the newest first."""
    statement = (
        select(Attempt)
        .options(
            joinedload(Attempt.challenge).selectinload(Challenge.steps), joinedload(Attempt.member)
        )
        .where(done_by(owner, Attempt.member_id, Attempt.started_at))
    )
    keys = [Key(Attempt.started_at, "started_at", True), Key(Attempt.id, "id", True)]
    return paginate(statement, keys, at, limit)
