"""Spaces: private hubs within the hub."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.translatable import Translatable

if TYPE_CHECKING:
    from hub.members.models.audiences import Audience
    from hub.members.models.companies import Company
    from hub.members.models.members import Member
    from hub.pictures import Picture


class Space(Translatable, Base):
    """A private hub for those who work at one company, or for one audience.

    Nobody else learns that it exists. It is open from its publication until it is closed.
    """

    SAID = ("name", "summary", "welcome")

    __tablename__ = "spaces"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name="slug"),
        CheckConstraint("num_nonnulls(company_id, audience_id) = 1", name="for_whom"),
        CheckConstraint("closed_at IS NULL OR published_at IS NOT NULL", name="closed_after"),
        Index(
            "uq_spaces_company_id",
            "company_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_spaces_audience_id", "audience_id"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    summary: Mapped[str] = mapped_column(default="", server_default="")
    welcome: Mapped[str] = mapped_column(default="", server_default="")
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"))
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    picture: Mapped["Picture | None"] = relationship()
    company: Mapped["Company | None"] = relationship()
    audience: Mapped["Audience | None"] = relationship()

    @property
    def is_open(self) -> bool:
        return self.published_at is not None and self.closed_at is None

    @property
    def state(self) -> str:
        """One of draft, open, closed."""
        if self.published_at is None:
            return "draft"
        return "open" if self.is_open else "closed"


class SpaceReader(Base):
    """A member on a space's newsletter list: they want its announcements by mail."""

    __tablename__ = "space_readers"

    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    since: Mapped[CreatedAt]

    member: Mapped["Member"] = relationship()
