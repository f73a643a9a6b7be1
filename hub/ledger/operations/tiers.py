"""Moving members between tiers, as lifetime points or the thresholds change."""

from sqlalchemy import select

from hub.audit import Actor
from hub.db import db
from hub.ledger.models import Account, Tier, TierChange, Transfer
from hub.ledger.queries.tiers import misplaced
from hub.signals import tier_reached


def tier_for(lifetime: int) -> Tier | None:
    """The highest tier whose threshold `lifetime` points reach."""
    return db.session.scalar(
        select(Tier).where(Tier.threshold <= lifetime).order_by(Tier.threshold.desc()).limit(1)
    )


def settle_tier(
    account: Account, transfer: Transfer | None = None, actor: Actor | None = None
) -> None:
    """Put the locked `account` into the tier its lifetime points deserve, and say so if higher."""
    _move(account, tier_for(account.lifetime or 0), transfer, actor)


def settle_all_tiers(actor: Actor, *, without: Tier | None = None) -> int:
    """After thresholds changed: move everyone to where they belong. Returns how many moved.

    Lifetime points are what they were; only what they are called changes. In: `without`, a tier
    that is about to go.
    """
    highest_first = db.session.scalars(select(Tier).order_by(Tier.threshold.desc())).all()
    left = [tier for tier in highest_first if tier is not without]
    accounts = db.session.scalars(
        misplaced({tier.id: tier.threshold for tier in left}, select(Account))
        .order_by(Account.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    for account in accounts:
        lifetime = account.lifetime or 0
        _move(account, next((t for t in left if t.threshold <= lifetime), None), None, actor)
    return len(accounts)


def _move(
    account: Account, tier: Tier | None, transfer: Transfer | None, actor: Actor | None
) -> None:
    if account.tier_id == (tier.id if tier else None):
        return
    before = db.session.get(Tier, account.tier_id) if account.tier_id else None
    change = TierChange(
        member_id=account.member_id,
        from_tier_id=account.tier_id,
        to_tier_id=tier.id if tier else None,
        transfer_id=transfer.id if transfer else None,
        actor_id=actor.id if actor else None,
    )
    db.session.add(change)
    account.tier_id = tier.id if tier else None
    db.session.flush()
    if tier is not None and tier.threshold > (before.threshold if before else 0):
        tier_reached.send(None, member_id=account.member_id, tier=tier, change_id=change.id)
