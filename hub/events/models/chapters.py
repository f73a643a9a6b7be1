"""Local user groups and who leads them."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, Id
from hub.searchable import Searchable, said, search_indexes
from hub.translatable import Translatable


class Chapter(Searchable, Translatable, Base):
    """A local user group."""

    SAID = ("name", "description")
    FOUND_BY = (said("name"), "city", said("description"))

    __tablename__ = "chapters"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        *search_indexes("chapters"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    timezone: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")


class ChapterLeader(Base):
    """A member who runs a chapter's meet-ups."""

    __tablename__ = "chapter_leaders"

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    since: Mapped[CreatedAt]
