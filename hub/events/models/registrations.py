"""Members' places at events, and who was there."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.events.models.events import Event
    from hub.members.models import Member


class Registration(Base):
    """A member's place at an event. `left_at` frees the seat; registering again clears it."""

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("event_id", "member_id"),
        Index("ix_registrations_member_id", "member_id", "event_id"),
        Index("ix_registrations_registered_at", "registered_at"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    registered_at: Mapped[CreatedAt]
    left_at: Mapped[datetime | None]

    event: Mapped["Event"] = relationship()
    member: Mapped["Member"] = relationship()
    check_ins: Mapped[list["CheckIn"]] = relationship(
        back_populates="registration", order_by="CheckIn.id"
    )

    @property
    def is_active(self) -> bool:
        """Whether it holds a seat."""
        return self.left_at is None

    @property
    def check_in(self) -> "CheckIn | None":
        """The check-in that stands, if any."""
        return next((c for c in self.check_ins if c.undone_at is None), None)

    @property
    def outcome(self) -> str:
        """What became of it: came, gave_back, called_off, coming or missed."""
        if self.check_in is not None:
            return "came"
        if not self.is_active:
            return "gave_back"
        if self.event.cancelled_at is not None:
            return "called_off"
        return "coming" if self.event.is_open else "missed"

    # What lists of people are ordered by.
    @property
    def family_name(self) -> str:
        return self.member.family_name

    @property
    def given_name(self) -> str:
        return self.member.given_name


class CheckIn(Base):
    """Proof of having been there: by code (the member) or by name (a leader or manager)."""

    __tablename__ = "check_ins"
    __table_args__ = (
        CheckConstraint("method IN ('code', 'name')", name="method"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone"),
        Index(
            "uq_check_ins_standing",
            "registration_id",
            unique=True,
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"))
    method: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[CreatedAt]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    registration: Mapped[Registration] = relationship(back_populates="check_ins")
