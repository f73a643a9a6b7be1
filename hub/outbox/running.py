"""In the worker: run one outbox job, exactly one effect however often it is delivered."""

import traceback

import structlog
from flask import current_app
from sqlalchemy import select

from hub import clock
from hub.db import db, transaction
from hub.outbox import registry
from hub.outbox.models import BACKOFF, MAX_TRIES, OutboxJob
from hub.outbox.writing import wake_relay

log = structlog.get_logger("hub.outbox")


def run(id: int) -> None:
    """Entry point from RQ: run job `id` unless it is done, failed or running elsewhere.

    Jobs write words and addresses as pages do, so they run in a request context of their own, at
    the hub's base address. Its end closes the database session.
    """
    with current_app.test_request_context(base_url=current_app.config["BASE_URL"]):
        if not _begin(id):
            return
        try:
            _perform(id)
        except Exception as error:
            log.exception("job.raised", job=id)
            _record_failure(id, error)


def _begin(id: int) -> bool:
    """Count the try in a transaction of its own, so that a job which kills its worker ends too."""
    with transaction():
        row = _lock(id)
        if row is None:
            return False
        if row.tries >= MAX_TRIES:
            row.failed_at = clock.now()
            row.last_error = row.last_error or "The worker died every time it tried this job."
            return False
        row.tries += 1
        return True


def _perform(id: int) -> None:
    with transaction():
        row = _lock(id)
        if row is None:
            return
        registry.handler(row.name)(**row.arguments)
        row.done_at = clock.now()
        row.last_error = None
        log.info("job.done", job=id, name=row.name)


def _lock(id: int) -> OutboxJob | None:
    """The open row, locked; None when it is finished, gone, or locked by whoever is running it."""
    return db.session.scalar(
        select(OutboxJob)
        .where(OutboxJob.id == id, OutboxJob.done_at.is_(None), OutboxJob.failed_at.is_(None))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _record_failure(id: int, error: Exception) -> None:
    with transaction():
        row = _lock(id)
        if row is None:
            return
        row.last_error = "".join(traceback.format_exception(error))[-8000:]
        if row.tries >= MAX_TRIES:
            row.failed_at = clock.now()
        else:
            row.due_at = clock.now() + BACKOFF[row.tries - 1]
            row.handed_over_at = None


def retry(row: OutboxJob) -> None:
    """Give a failed or waiting job a fresh set of tries, at once."""
    row.failed_at = None
    row.tries = 0
    row.due_at = clock.now()
    row.handed_over_at = None
    wake_relay()
