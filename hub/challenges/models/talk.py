"""What a member and the reviewers say to each other about an attempt."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.challenges.models.attempts import Attempt
from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member

LONGEST_MESSAGE = 4000


class AttemptMessage(Base):
    """One message. `token` makes a form that is sent twice say it once."""

    __tablename__ = "attempt_messages"
    __table_args__ = (
        CheckConstraint(f"char_length(body) BETWEEN 1 AND {LONGEST_MESSAGE}", name="body"),
        Index("ix_attempt_messages_attempt_id", "attempt_id", "id"),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    body: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[CreatedAt]

    attempt: Mapped[Attempt] = relationship()
    author: Mapped["Member"] = relationship()
