"""Addresses that members say are theirs, until a link proves it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, Id


class AddressClaim(Base):
    """A member asked to add a personal address.

    It is kept apart from `addresses` so that a claim to somebody else's address looks, to the one
    who makes it, exactly like a claim to a free one: nobody finds out who is a member here.
    """

    __tablename__ = "address_claims"
    __table_args__ = (
        UniqueConstraint("member_id", "email"),
        CheckConstraint("email = lower(email)", name="lower_case"),
        Index("ix_address_claims_email", "email"),
        Index("ix_address_claims_made_from_id", "made_from_id"),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    email: Mapped[str]
    # An address the member had then: erasing a person deletes their addresses, and this with them.
    made_from_id: Mapped[int] = mapped_column(ForeignKey("addresses.id", ondelete="CASCADE"))
    created_at: Mapped[CreatedAt]
    # When the member last asked for a link, and when the last mail about it went out.
    asked_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
