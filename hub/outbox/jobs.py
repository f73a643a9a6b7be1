"""The outbox's own housekeeping."""

from datetime import timedelta

from sqlalchemy import delete

from hub import clock
from hub.db import db
from hub.outbox.models import OutboxJob
from hub.outbox.registry import job

KEEP_DONE = timedelta(days=30)


@job("outbox.prune")
def prune() -> None:
    """Forget jobs that were done long ago. Failed ones stay until somebody deals with them."""
    db.session.execute(delete(OutboxJob).where(OutboxJob.done_at < clock.now() - KEEP_DONE))
