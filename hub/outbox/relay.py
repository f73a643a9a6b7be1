"""From the outbox to the queue: the relay process."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import psycopg
import structlog
from rq import Queue
from rq.exceptions import DuplicateJobError
from sqlalchemy import select

from hub import clock
from hub.db import db, transaction
from hub.outbox.models import OutboxJob
from hub.outbox.writing import CHANNEL

log = structlog.get_logger("hub.outbox")

BATCH = 200
# A row handed over but not done after this long is handed over again. A job that is merely slow
# holds its row's lock, so the second copy steps aside.
DEADLINE = timedelta(seconds=30)
RUN = "hub.outbox.running.run"
JOB_TIMEOUT = "30m"


def relay_due(queue: Queue) -> int:
    """Hand one batch of due jobs to RQ. Returns how many.

    If this process dies between the enqueue and the commit, the rows are handed over again, and
    RQ or the job's own check drops the copy.
    """
    now = clock.now()
    with transaction() as session:
        rows = session.scalars(
            select(OutboxJob)
            .where(
                OutboxJob.done_at.is_(None), OutboxJob.failed_at.is_(None), OutboxJob.due_at <= now
            )
            .order_by(OutboxJob.due_at, OutboxJob.id)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        ).all()
        for row in rows:
            _enqueue(queue, row)
            row.handed_over_at = now
            row.due_at = now + DEADLINE
    return len(rows)


def _enqueue(queue: Queue, row: OutboxJob) -> None:
    try:
        queue.enqueue(
            RUN,
            row.id,
            job_id=row.rq_id,
            unique=True,
            job_timeout=JOB_TIMEOUT,
            result_ttl=0,
            failure_ttl=3600,
        )
    except DuplicateJobError:
        _enqueue_dead(queue, row)


def _enqueue_dead(queue: Queue, row: OutboxJob) -> None:
    """RQ still knows this job: leave it if it waits in line, replace it if its worker died.

    It is not running: a running job holds the lock of its row, and we hold it.
    """
    if queue.connection.lpos(queue.key, row.rq_id) is not None:
        return
    known = queue.fetch_job(row.rq_id)
    if known is not None:
        known.delete()
    queue.enqueue(
        RUN, row.id, job_id=row.rq_id, job_timeout=JOB_TIMEOUT, result_ttl=0, failure_ttl=3600
    )


def run_relay(
    queue: Queue, listen_url: str, stopping: Callable[[], bool], poll_seconds: float = 5.0
) -> None:
    """Relay until `stopping()`. Woken by NOTIFY, and by a slow poll for retries and lost wakes."""
    with psycopg.connect(listen_url, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        log.info("relay.started")
        while not stopping():
            while relay_due(queue) == BATCH:
                pass
            db.session.remove()
            _wait(connection, stopping, poll_seconds)


def _wait(
    connection: psycopg.Connection, stopping: Callable[[], bool], poll_seconds: float
) -> None:
    until = monotonic() + poll_seconds
    while not stopping() and monotonic() < until:
        for _ in connection.notifies(timeout=0.5, stop_after=1):
            return
