"""Where a member stands: balance, lifetime, tier, and the way to the next."""

from collections.abc import Collection, Sequence
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
    tiers = _tiers()
    ahead = [tier for tier in tiers if tier.threshold > lifetime]
    return Standing(balance, lifetime, _reached(tiers, lifetime), ahead[0] if ahead else None)


def tiers_of(member_ids: Collection[int]) -> dict[int, Tier | None]:
    """The tiers of many members, in two selects however many they are."""
    rows = db.session.execute(
        select(Account.member_id, Account.lifetime).where(Account.member_id.in_(member_ids))
    )
    lifetimes = {row.member_id: row.lifetime for row in rows}
    tiers = _tiers()
    return {id: _reached(tiers, lifetimes.get(id, 0)) for id in member_ids}


def _tiers() -> Sequence[Tier]:
    return db.session.scalars(select(Tier).order_by(Tier.threshold)).all()


def _reached(tiers: Sequence[Tier], lifetime: int) -> Tier | None:
    """The highest tier that so many points reach, of `tiers` in order."""
    return next((tier for tier in reversed(tiers) if tier.threshold <= lifetime), None)


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
