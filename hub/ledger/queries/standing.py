"""Where a member stands: balance, lifetime, tier, and the way to the next."""

from dataclasses import dataclass

from sqlalchemy import select

from hub.db import db
from hub.ledger.models import Account, Badge, BadgeAward, Tier


@dataclass(frozen=True)
class Standing:
    """Points and tier of one member. `next_tier` is None at the top."""

    balance: int
    lifetime: int
    tier: Tier | None
    next_tier: Tier | None

    @property
    def missing(self) -> int:
        """Points still to earn for the next tier; 0 at the top."""
        return max(0, self.next_tier.threshold - self.lifetime) if self.next_tier else 0


def standing(member_id: int) -> Standing:
    """The standing of one member, in two selects."""
    account = db.session.scalar(select(Account).where(Account.member_id == member_id))
    balance, lifetime = (account.balance or 0, account.lifetime or 0) if account else (0, 0)
    tiers = db.session.scalars(select(Tier).order_by(Tier.threshold)).all()
    reached = [tier for tier in tiers if tier.threshold <= lifetime]
    ahead = [tier for tier in tiers if tier.threshold > lifetime]
    return Standing(
        balance, lifetime, reached[-1] if reached else None, ahead[0] if ahead else None
    )


def balance(member_id: int) -> int:
    """Points that the member can spend now."""
    found = db.session.scalar(select(Account.balance).where(Account.member_id == member_id))
    return found or 0


def badges(member_id: int) -> list[BadgeAward]:
    """The member's badges, newest first."""
    return list(
        db.session.scalars(
            select(BadgeAward)
            .join(Badge)
            .where(BadgeAward.member_id == member_id)
            .order_by(BadgeAward.awarded_at.desc(), BadgeAward.id.desc())
        )
    )
