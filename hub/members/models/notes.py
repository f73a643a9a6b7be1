"""Notes that managers and CSMs keep about members and companies."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.companies import Company
    from hub.members.models.members import Member

LONGEST_NOTE = 4000


class Note(Base):
    """What somebody wrote down about a member or a company. Members never see it.

    It is struck out, never deleted, and so stays readable; only who is erased takes the notes
    about them along.
    """

    __tablename__ = "notes"
    __table_args__ = (
        CheckConstraint("num_nonnulls(member_id, company_id) = 1", name="about"),
        CheckConstraint(f"char_length(body) BETWEEN 1 AND {LONGEST_NOTE}", name="body"),
        CheckConstraint("(struck_out_at IS NULL) = (struck_out_by_id IS NULL)", name="struck_out"),
        Index(
            "ix_notes_member_id",
            "member_id",
            "id",
            postgresql_where=text("member_id IS NOT NULL"),
        ),
        Index(
            "ix_notes_company_id",
            "company_id",
            "id",
            postgresql_where=text("company_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    body: Mapped[str]
    written_at: Mapped[CreatedAt]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    struck_out_at: Mapped[datetime | None]
    struck_out_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    member: Mapped["Member | None"] = relationship(foreign_keys=member_id)
    company: Mapped["Company | None"] = relationship()
    written_by: Mapped["Member"] = relationship(foreign_keys=written_by_id)
    struck_out_by: Mapped["Member | None"] = relationship(foreign_keys=struck_out_by_id)
