"""Members, their roles, and who gave them."""

import re
import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.searchable import NOTHING, Searchable, search_indexes

if TYPE_CHECKING:
    from hub.members.models.addresses import Address
    from hub.members.models.companies import Company, Position

# How somebody uses the product.
PERSONAS = ("administrator", "power_user", "occasional_user", "executive_sponsor")

# Han, kana and Hangul.
_FAMILY_FIRST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Role(Base, RoleMixin):
    """A named set of permissions; see `hub.members.roles`."""

    __tablename__ = "roles"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text))


class RoleGrant(Base):
    """A role given to a member: by whom and when."""

    __tablename__ = "role_grants"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id"), primary_key=True, index=True)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    granted_at: Mapped[CreatedAt]


class Member(Searchable, Base, UserMixin):
    """A person, whoever employs them."""

    # Names in either order, so that they count more than the city, once their owner agreed: before
    # that nothing is kept to find them by.
    FOUND_BY = (
        "CASE WHEN findable_since IS NOT NULL THEN given_name || ' '::text || family_name"
        " || chr(10) || family_name || ' '::text || given_name || chr(10) || city"
        " ELSE NULL::text END",
        NOTHING,
        NOTHING,
    )

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("given_name <> '' OR family_name <> ''", name="named"),
        CheckConstraint(f"persona IN {PERSONAS}", name="persona"),
        Index("ix_members_name", text("lower(family_name)"), text("lower(given_name)"), "id"),
        *search_indexes("members", where="findable_since IS NOT NULL"),
    )

    id: Mapped[Id]
    # What a session is bound to; a new value ends every session of the member.
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=lambda: uuid.uuid4().hex)
    password: Mapped[str | None]
    contact_id: Mapped[str | None] = mapped_column(unique=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    bio: Mapped[str] = mapped_column(default="", server_default="")
    city: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str | None]
    persona: Mapped[str | None]
    locale: Mapped[str | None]
    timezone: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    # From the CRM, for managers' eyes only.
    notes: Mapped[str] = mapped_column(default="", server_default="")
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    mail_wanted: Mapped[bool] = mapped_column(default=True, server_default="true")
    # Since when a reviewer goes without the daily word about the queue.
    queue_word_off_since: Mapped[datetime | None]
    # Since when the member stays off leaderboards, by their own choice.
    hidden_from_boards_at: Mapped[datetime | None]
    # Since when other members may find them by name and city, by their own choice.
    findable_since: Mapped[datetime | None]
    joined_at: Mapped[CreatedAt]
    last_seen_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary="role_grants",
        primaryjoin="Member.id == RoleGrant.member_id",
        secondaryjoin="Role.id == RoleGrant.role_id",
        viewonly=True,
    )
    addresses: Mapped[list["Address"]] = relationship(
        back_populates="member", order_by="Address.id"
    )
    positions: Mapped[list["Position"]] = relationship(
        back_populates="member", order_by="Position.id"
    )

    @property
    def name(self) -> str:
        """The whole name; in Chinese, Japanese and Korean writing the family name is said first."""
        names = (self.given_name, self.family_name)
        in_order = reversed(names) if _FAMILY_FIRST.search("".join(names)) else names
        return " ".join(in_order).strip()

    @property
    def active(self) -> bool:  # type: ignore[override]
        """Whether the person may have a session at all."""
        return self.deactivated_at is None and self.erased_at is None

    @property
    def email(self) -> str | None:  # type: ignore[override]
        """The address that the hub writes to and that signs in, or None."""
        usable = [address for address in self.addresses if address.signs_in]
        # A personal address outlives the job, so alumni are written to there.
        usable.sort(key=lambda address: (address.kind != "work", address.id))
        return usable[0].email if usable else None

    @property
    def reachable_at(self) -> "list[Address]":
        """Where an invitation could be sent, the best first: confirmed or not, but not ended."""
        usable = [address for address in self.addresses if address.ended_at is None]
        return sorted(usable, key=lambda one: (not one.signs_in, one.kind != "work", one.id))

    @property
    def position(self) -> "Position | None":
        """The current employment."""
        return next((p for p in self.positions if p.ended_on is None), None)

    @property
    def company(self) -> "Company | None":
        return self.position.company if self.position else None

    def company_on(self, day: date) -> "Company | None":
        """Where the person worked on that day, as far as is known; the later job where two meet."""
        there = [position for position in self.positions if position.covers(day)]
        return there[-1].company if there else None

    @property
    def is_alumni(self) -> bool:
        """Has worked at a customer, and no longer does."""
        return bool(self.positions) and self.position is None

    def open_to(self, reader: "Member") -> bool:
        """Whether `reader` may look at the person's page: they agreed, or it is their work."""
        agreed = self.findable_since is not None
        return agreed or reader.id == self.id or reader.has_permission("members.view")

    @property
    def picture_url(self) -> str | None:
        return f"/pictures/{self.picture_id}/avatar" if self.picture_id else None
