"""Rewards, redemptions, and every move of a redemption."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Uuid, case, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id
from hub.members.models import ForSome
from hub.searchable import Searchable, said, search_indexes
from hub.translatable import Translatable

if TYPE_CHECKING:
    from hub.members.models import Member
    from hub.pictures import Picture

KINDS = (
    "digital_code", "physical", "donation", "experience", "swag", "perk", "product_access",
)  # fmt: skip
STATES = ("requested", "approved", "sent", "declined", "cancelled")
# Nothing moves any more.
ENDED = ("sent", "declined", "cancelled")


class Reward(Searchable, Translatable, ForSome, Base):
    """Something that points buy. `stock` is what is left; None means there is always more."""

    SAID = ("title", "summary", "description")
    FOUND_BY = (said("title"), said("summary"), said("description"))

    __tablename__ = "rewards"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("cost >= 0", name="cost"),
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("per_member > 0", name="per_member"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_rewards_cost", "cost", "id"),
        *search_indexes("rewards"),
    )

    id: Mapped[Id]
    title: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str]
    cost: Mapped[int]
    stock: Mapped[int | None]
    per_member: Mapped[int | None]
    picture_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pictures.id"))
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    picture: Mapped["Picture | None"] = relationship()

    @property
    def is_open(self) -> bool:
        return self.published_at is not None and self.closed_at is None

    @hybrid_property
    def sold_out(self) -> int:
        """1 when nothing is left, else 0: a number, so that lists can be ordered by it."""
        return int(self.stock == 0)

    @sold_out.inplace.expression
    @classmethod
    def _sold_out(cls) -> ColumnElement[int]:
        return case((cls.stock == 0, 1), else_=0)

    @property
    def state(self) -> str:
        """One of draft, open, closed."""
        if self.published_at is None:
            return "draft"
        return "open" if self.is_open else "closed"


class Redemption(Base):
    """One purchase of a reward, at the cost it had then."""

    __tablename__ = "redemptions"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("cost >= 0", name="cost"),
        Index(
            "ix_redemptions_open",
            "requested_at",
            "id",
            postgresql_where=text("state IN ('requested', 'approved')"),
        ),
        Index("ix_redemptions_member_id", "member_id", "id"),
        Index("ix_redemptions_reward_id", "reward_id", "member_id"),
    )

    id: Mapped[Id]
    reward_id: Mapped[int] = mapped_column(ForeignKey("rewards.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # Made by the page that offers the reward: a double click redeems once.
    request_key: Mapped[uuid.UUID] = mapped_column(Uuid, unique=True)
    cost: Mapped[int]
    state: Mapped[str] = mapped_column(default="requested")
    requested_at: Mapped[CreatedAt]

    reward: Mapped[Reward] = relationship()
    member: Mapped["Member"] = relationship()
    moves: Mapped[list["RedemptionMove"]] = relationship(
        back_populates="redemption", order_by="RedemptionMove.id"
    )

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED


class RedemptionMove(Base):
    """A redemption moved to a state: by whom, when, with what message to the member."""

    __tablename__ = "redemption_moves"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("state <> 'declined' OR message <> ''", name="message"),
        Index("ix_redemption_moves_redemption_id", "redemption_id", "id"),
    )

    id: Mapped[Id]
    redemption_id: Mapped[int] = mapped_column(ForeignKey("redemptions.id"))
    state: Mapped[str]
    message: Mapped[str] = mapped_column(default="", server_default="")
    actor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[CreatedAt]

    redemption: Mapped[Redemption] = relationship(back_populates="moves")
    actor: Mapped["Member"] = relationship()
