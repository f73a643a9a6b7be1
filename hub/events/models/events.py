"""Events."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.db import Base, CreatedAt, Id
from hub.members.models import ForSome
from hub.searchable import Searchable, said, search_indexes
from hub.translatable import Translatable

if TYPE_CHECKING:
    from hub.events.models.chapters import Chapter
    from hub.pictures import Picture

# People check themselves in from a little before the start until some hours after the end.
CHECK_IN_BEFORE = timedelta(hours=1)
CHECK_IN_AFTER = timedelta(hours=12)

KINDS = ("user_group", "webinar", "board_meeting", "customer_visit", "conference_session")


class Event(Searchable, Translatable, ForSome, Base):
    """A dated gathering. `timezone` is where it takes place; `seats` None means no limit."""

    SAID = ("title", "summary", "description")
    # Not by its place, which only those are told who have a seat.
    FOUND_BY = (said("title"), said("summary"), said("description"))

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("seats > 0", name="seats"),
        CheckConstraint("points >= 0", name="points"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_events_starts_at", "starts_at", "id"),
        Index("ix_events_chapter_id", "chapter_id", "starts_at"),
        *search_indexes("events"),
    )

    id: Mapped[Id]
    chapter_id: Mapped[int | None] = mapped_column(ForeignKey("chapters.id"))
    title: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    timezone: Mapped[str]
    place: Mapped[str] = mapped_column(default="", server_default="")
    online_url: Mapped[str | None]
    seats: Mapped[int | None]
    points: Mapped[int] = mapped_column(default=0)
    # What the host says aloud so that those present check themselves in.
    check_in_code: Mapped[str]
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    chapter: Mapped["Chapter | None"] = relationship()
    picture: Mapped["Picture | None"] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether members can register and leave."""
        return (
            self.published_at is not None
            and self.cancelled_at is None
            and self.ends_at > clock.now()
        )

    @property
    def takes_check_ins(self) -> bool:
        """Whether members can check themselves in by code now."""
        return (
            self.published_at is not None
            and self.cancelled_at is None
            and self.starts_at - CHECK_IN_BEFORE <= clock.now() <= self.ends_at + CHECK_IN_AFTER
        )

    @property
    def is_on(self) -> bool:
        """Whether it is taking place now."""
        return self.is_open and self.starts_at <= clock.now()

    @property
    def state(self) -> str:
        """One of draft, cancelled, over, open."""
        if self.published_at is None:
            return "draft"
        if self.cancelled_at is not None:
            return "cancelled"
        return "open" if self.is_open else "over"
