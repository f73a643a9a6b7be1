"""News on the front page."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, Id
from hub.members.models import ForSome
from hub.translatable import Translatable


class NewsItem(Translatable, ForSome, Base):
    """A short piece of news from the people who run the hub."""

    SAID = ("title", "body")

    __tablename__ = "news_items"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        Index("ix_news_items_published_at", "published_at", "id"),
    )

    id: Mapped[Id]
    title: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None]
