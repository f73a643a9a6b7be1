"""How a member is reached and recognised: addresses, one-time links, and those erased."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.members import Member

ADDRESS_KINDS = ("work", "personal", "claimed")
PURPOSES = ("sign_in", "invitation", "reset", "address")


class Address(Base):
    """One e-mail address of a member, in lower case.

    A work address ends with the position. A personal one from the CRM is a candidate until the
    member has opened a link sent to it. A claimed one is only what a member says is theirs: opening
    the link makes it personal, and until then nothing is to be concluded from it.
    """

    __tablename__ = "addresses"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="lower_case"),
        CheckConstraint(f"kind IN {ADDRESS_KINDS}", name="kind"),
        Index("ix_addresses_member_id", "member_id"),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    email: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    created_at: Mapped[CreatedAt]
    verified_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    member: Mapped["Member"] = relationship(back_populates="addresses")

    @property
    def signs_in(self) -> bool:
        """A work address of a current job, or a personal one that was verified."""
        proven = self.kind == "work" or self.verified_at is not None
        return self.ended_at is None and proven


class OneTimeLink(Base):
    """A link that was mailed: single use, for one purpose, for a short time.

    Only a hash of the token is kept, so that a copy of the table opens nothing.
    """

    __tablename__ = "one_time_links"
    __table_args__ = (
        CheckConstraint(f"purpose IN {PURPOSES}", name="purpose"),
        Index("ix_one_time_links_member_id", "member_id", "purpose"),
        Index("ix_one_time_links_expires_at", "expires_at"),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    member: Mapped["Member"] = relationship(foreign_keys=member_id)
    address: Mapped[Address] = relationship()

    @property
    def open(self) -> bool:
        return self.used_at is None and self.expires_at > clock.now()


class Tombstone(Base):
    """The keyed hash of an erased address, so that no import brings the person back."""

    __tablename__ = "tombstones"

    address_hash: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[CreatedAt]
