"""Notifications."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member


class Notification(Base):
    """One thing a member is told. Its words are made from `kind` and `facts` when it is read."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_member_id", "member_id", "id"),
        Index("ix_notifications_unread", "member_id", postgresql_where=text("read_at IS NULL")),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    # The path in the hub that it leads to.
    link: Mapped[str]
    # "review:7": the same thing is told once.
    key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[CreatedAt]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    member: Mapped["Member"] = relationship()
