"""The outbox, for those who look after it."""

from sqlalchemy import func, select

from hub.db import db
from hub.outbox import OutboxJob
from hub.paging import Key, Page, paginate

STATES = ("failed", "open", "done")


def jobs(state: str, at: str | None) -> Page:
    """One page of jobs in `state`, newest first. Open ones wait, run or will be tried again."""
    statement = select(OutboxJob)
    if state == "failed":
        statement = statement.where(OutboxJob.failed_at.is_not(None))
    elif state == "done":
        statement = statement.where(OutboxJob.done_at.is_not(None))
    else:
        statement = statement.where(OutboxJob.done_at.is_(None), OutboxJob.failed_at.is_(None))
    return paginate(statement, [Key(OutboxJob.id, "id", descending=True)], at)


def failed_count() -> int:
    """How many have run out of tries."""
    return db.session.scalars(
        select(func.count()).select_from(OutboxJob).where(OutboxJob.failed_at.is_not(None))
    ).one()
