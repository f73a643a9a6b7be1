"""Accounts, and the transfers between them that are the whole truth about points."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models import Member

# Where points come from and go to besides members.
SYSTEM_ACCOUNTS = ("issued", "held", "spent", "expired")
REASONS = ("award", "hold", "settle", "release", "reverse", "expire")


class Account(Base):
    """A place where points can be: one per member, and four of the system's.

    `balance` (to spend) and `lifetime` (ever earned) are kept in the transaction of every
    transfer. System accounts cache neither, so that awards do not queue on one hot row.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("balance >= 0", name="balance"),
        CheckConstraint("lifetime >= 0", name="lifetime"),
        CheckConstraint(
            "(kind = 'member') = (member_id IS NOT NULL)"
            " AND (kind = 'member') = (balance IS NOT NULL)"
            " AND (kind = 'member') = (lifetime IS NOT NULL)",
            name="member",
        ),
        CheckConstraint(f"kind IN {('member', *SYSTEM_ACCOUNTS)}", name="kind"),
        Index("uq_accounts_system", "kind", unique=True, postgresql_where=text("kind <> 'member'")),
        Index(
            "ix_accounts_lifetime",
            text("lifetime DESC"),
            "id",
            postgresql_where=text("kind = 'member'"),
        ),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(default="member")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), unique=True)
    balance: Mapped[int | None]
    lifetime: Mapped[int | None]
    tier_id: Mapped[int | None] = mapped_column(ForeignKey("tiers.id"), index=True)

    member: Mapped["Member | None"] = relationship()


class Transfer(Base):
    """One movement of points. Never changed, never deleted: a trigger sees to it."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("source_id <> destination_id", name="two_accounts"),
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
        CheckConstraint("(reason = 'reverse') = (reverses_id IS NOT NULL)", name="reversal"),
        Index("ix_transfers_source_id", "source_id", "id"),
        Index("ix_transfers_destination_id", "destination_id", "id"),
        Index("ix_transfers_subject", "subject_type", "subject_id"),
    )

    id: Mapped[Id]
    source_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    destination_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    points: Mapped[int]
    reason: Mapped[str]
    # What the points are for: the table and row of a challenge, an event, a redemption.
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    # The subject's name as it was, so that the statement reads the same for ever.
    note: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # The same key never moves points twice: "challenge:12:member:42".
    key: Mapped[str] = mapped_column(unique=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("transfers.id"), unique=True)
    created_at: Mapped[CreatedAt]

    source: Mapped[Account] = relationship(foreign_keys=source_id)
    destination: Mapped[Account] = relationship(foreign_keys=destination_id)
    actor: Mapped["Member | None"] = relationship(foreign_keys=actor_id)
