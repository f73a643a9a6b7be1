"""Audiences: saved rules, or lists of people, that say who sees something."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Sequence, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.members import Member
    from hub.members.models.spaces import Space

# A number that no other saving of any audience had: by it everybody knows whether rules changed.
VERSIONS = Sequence("audience_versions", metadata=Base.metadata)


class Audience(Base):
    """Some of the members. `rule` as `hub.members.audiences.rules` says; NULL for a list."""

    __tablename__ = "audiences"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("jsonb_typeof(rule) = 'object'", name="rule_object"),
        Index("uq_audiences_name", text("lower(name)"), unique=True),
    )

    id: Mapped[Id]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    rule: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int] = mapped_column(VERSIONS, server_default=VERSIONS.next_value())
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[CreatedAt]
    # How many people it had when it was last counted.
    people: Mapped[int | None]
    counted_at: Mapped[datetime | None]

    created_by: Mapped["Member | None"] = relationship()

    @property
    def is_list(self) -> bool:
        """Whether people are on it by their address, and not by a rule."""
        return self.rule is None


class AudienceEntry(Base):
    """An address on a list, in lower case. Whoever has or had it is in the audience: one who is not
    here yet from the day they are, and one who changed jobs still."""

    __tablename__ = "audience_entries"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="lower_case"),
        Index("ix_audience_entries_email", "email"),
    )

    audience_id: Mapped[int] = mapped_column(
        ForeignKey("audiences.id", ondelete="CASCADE"), primary_key=True
    )
    email: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[CreatedAt]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class ForSome:
    """A row that only some members see: those of an audience, and those of a space.

    Without either it is for everybody. See `hub.members.queries.visibility`.
    """

    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"), index=True)

    @declared_attr
    def audience(cls) -> Mapped["Audience | None"]:
        return relationship("Audience")

    @declared_attr
    def space(cls) -> Mapped["Space | None"]:
        return relationship("Space")
