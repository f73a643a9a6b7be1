"""How a company fares with the product: crises and health, with their history."""

from datetime import UTC, date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.members import Member

HEALTHS = ("good", "watch", "at_risk")


class Crisis(Base):
    """An escalation at a company; open until somebody closes it, and at most one at a time."""

    __tablename__ = "crises"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("closed_on >= opened_on", name="order"),
        Index(
            "uq_crises_open", "company_id", unique=True, postgresql_where=text("closed_on IS NULL")
        ),
        Index("ix_crises_company_id", "company_id", "closed_on"),
    )

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    reason: Mapped[str]
    opened_on: Mapped[date]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    opened_by: Mapped["Member | None"] = relationship(foreign_keys=opened_by_id)
    closed_by: Mapped["Member | None"] = relationship(foreign_keys=closed_by_id)


class HealthReport(Base):
    """How somebody found the company to fare; the newest is how it fares."""

    __tablename__ = "health_reports"
    __table_args__ = (
        CheckConstraint(f"health IN {HEALTHS}", name="health"),
        Index("ix_health_reports_company_id", "company_id", "id"),
    )

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    health: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")
    reported_at: Mapped[CreatedAt]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    reported_by: Mapped["Member | None"] = relationship()

    @property
    def day(self) -> date:
        """The day that it tells of: what is reported of an earlier one has no hour."""
        return self.reported_at.astimezone(UTC).date()
