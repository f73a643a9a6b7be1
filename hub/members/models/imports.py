"""Imports of members: a file that somebody uploaded, its preview and its outcome."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.members import Member


class ImportRun(Base):
    """One uploaded export: first read without effect, then imported when the manager says so."""

    __tablename__ = "import_runs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('previewing', 'previewed', 'importing', 'imported', 'refused', 'discarded')",
            name="state",
        ),
        Index("ix_import_runs_created_at", "created_at", "id"),
    )

    id: Mapped[Id]
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    file_name: Mapped[str]
    file_key: Mapped[str]
    state: Mapped[str] = mapped_column(default="previewing")
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # The one sentence that says why the whole file was refused.
    refusal: Mapped[str | None]
    finished_at: Mapped[datetime | None]

    created_by: Mapped["Member"] = relationship()

    @property
    def running(self) -> bool:
        """Whether a worker reads or imports the file, or is about to."""
        return self.state in ("previewing", "importing")

    @property
    def result(self) -> dict[str, Any] | None:
        """What the import did, else what it would do."""
        return self.outcome or self.preview

    @property
    def rejections_key(self) -> str:
        """Where every rejected line is kept, as CSV, beside the upload."""
        return self.file_key.rsplit("/", 1)[0] + "/rejected.csv"
