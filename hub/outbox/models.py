"""The outbox table."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hub import clock
from hub.db import Base, CreatedAt, Id

# The waits before the second to the sixth try; after the sixth the job has failed.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
MAX_TRIES = len(BACKOFF) + 1


class OutboxJob(Base):
    """One piece of work, from the moment it was promised until it is done or has failed."""

    __tablename__ = "outbox_jobs"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint("done_at IS NULL OR failed_at IS NULL", name="one_end"),
        Index(
            "ix_outbox_jobs_due",
            "due_at",
            "id",
            postgresql_where=text("done_at IS NULL AND failed_at IS NULL"),
        ),
        Index("ix_outbox_jobs_failed", "id", postgresql_where=text("failed_at IS NOT NULL")),
    )

    id: Mapped[Id]
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB)
    key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[CreatedAt]
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    handed_over_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]

    @property
    def rq_id(self) -> str:
        return f"outbox-{self.id}"

    @property
    def state(self) -> str:
        """One of done, failed, retrying, handed over, waiting."""
        if self.done_at:
            return "done"
        if self.failed_at:
            return "failed"
        if self.last_error:
            return "retrying"
        return "handed over" if self.handed_over_at else "waiting"
