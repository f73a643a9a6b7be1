"""What managers do behind the scenes."""

from flask_babel import lazy_gettext as _l

from hub import audit
from hub.db import locked
from hub.members.models import Member
from hub.outbox import OutboxJob
from hub.outbox.running import retry
from hub.refusals import Refusal


class NotFailed(Refusal):
    """Somebody retried it, or it is done."""


def retry_job(job: OutboxJob, *, by: Member) -> None:
    """Give a failed job a fresh set of tries, now. Raises `NotFailed`."""
    row = locked(OutboxJob, job.id)
    if row is None:
        raise NotFailed(_l("This job is no longer kept."))
    if row.done_at is not None:
        raise NotFailed(_l("This job is done. Somebody may have retried it a moment ago."))
    if row.failed_at is None:
        raise NotFailed(_l("This job was retried a moment ago and is on its way."))
    before = {"tries": row.tries, "failed_at": row.failed_at.isoformat()}
    retry(row)
    audit.record(by, "job.retried", row, before=before, after={"tries": row.tries})
