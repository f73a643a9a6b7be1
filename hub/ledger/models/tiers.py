"""Standings by lifetime points, and every change of a member's standing."""

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.translatable import Translatable

TONES = ("stone", "bronze", "silver", "gold", "platinum")


class Tier(Translatable, Base):
    """A standing that begins at `threshold` lifetime points, with its benefits."""

    SAID = ("name", "benefits")

    __tablename__ = "tiers"
    __table_args__ = (
        CheckConstraint("threshold >= 0", name="threshold"),
        CheckConstraint("tone IN ('stone', 'bronze', 'silver', 'gold', 'platinum')", name="tone"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    threshold: Mapped[int] = mapped_column(unique=True)
    tone: Mapped[str]
    benefits: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")


class TierChange(Base):
    """A member moved from one tier to another: when, and by which transfer or decision."""

    __tablename__ = "tier_changes"
    __table_args__ = (
        Index("ix_tier_changes_member_id", "member_id", "id"),
        Index("ix_tier_changes_from_tier_id", "from_tier_id"),
        Index("ix_tier_changes_to_tier_id", "to_tier_id"),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # A tier that is deleted leaves the history its date; the audit log keeps its name.
    from_tier_id: Mapped[int | None] = mapped_column(ForeignKey("tiers.id", ondelete="SET NULL"))
    to_tier_id: Mapped[int | None] = mapped_column(ForeignKey("tiers.id", ondelete="SET NULL"))
    transfer_id: Mapped[int | None] = mapped_column(ForeignKey("transfers.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[CreatedAt]

    to_tier: Mapped[Tier | None] = relationship(foreign_keys=to_tier_id)
