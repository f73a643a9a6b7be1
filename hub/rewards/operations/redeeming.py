"""Buying a reward: points and stock move together or not at all."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.db import db, locked
from hub.ledger.operations import Cause, hold
from hub.members.models import Member
from hub.members.queries.visibility import may_see
from hub.rewards.models import Redemption, RedemptionMove, Reward
from hub.rewards.refusals import (
    CostChanged,
    LimitReached,
    NotForYou,
    RewardClosed,
    SoldOut,
    StalePage,
)


def redeem(
    reward: Reward, by: Member, request_key: uuid.UUID, seen_cost: int | None = None
) -> Redemption:
    """Buy one `reward` for `by`. The same `request_key` buys once and answers the same redemption.

    In: `seen_cost`, what the member was shown, so that nobody pays more than they agreed to.
    Raises `RewardClosed`, `NotForYou`, `SoldOut`, `LimitReached`, `CostChanged`, `StalePage` or the
    ledger's `NotEnoughPoints`; then neither points nor stock have moved.
    """
    # Everybody who wants this reward queues here, so that the checks below stay true.
    locked(Reward, reward.id)
    known = db.session.scalar(select(Redemption).where(Redemption.request_key == request_key))
    if known is not None:
        return _same(known, reward, by)
    _check(reward, by, seen_cost)
    redemption = _made(reward, by, request_key)
    if reward.cost:
        cause = Cause(redemption, reward.title, f"redemption:{redemption.id}:hold", by)
        hold(by.id, reward.cost, cause)
    if reward.stock is not None:
        reward.stock -= 1
    db.session.add(RedemptionMove(redemption=redemption, state="requested", actor=by))
    db.session.flush()
    return redemption


def _same(known: Redemption, reward: Reward, by: Member) -> Redemption:
    if (known.reward_id, known.member_id) != (reward.id, by.id):
        raise StalePage
    return known


def _check(reward: Reward, by: Member, seen_cost: int | None) -> None:
    if not reward.is_open:
        raise RewardClosed
    if not may_see(by, reward):
        raise NotForYou
    if reward.stock == 0:
        raise SoldOut
    if reward.per_member is not None and taken(reward, by) >= reward.per_member:
        raise LimitReached(reward.per_member)
    if seen_cost is not None and seen_cost != reward.cost:
        raise CostChanged(reward.cost)


def taken(reward: Reward, member: Member) -> int:
    """How many of the reward the member has; declined and cancelled ones do not count."""
    return db.session.scalars(
        select(func.count())
        .select_from(Redemption)
        .where(
            Redemption.reward_id == reward.id,
            Redemption.member_id == member.id,
            Redemption.state.not_in(("declined", "cancelled")),
        )
    ).one()


def _made(reward: Reward, by: Member, request_key: uuid.UUID) -> Redemption:
    """The new row. A key that is being used for another reward this instant makes none."""
    made = db.session.scalar(
        insert(Redemption)
        .values(
            reward_id=reward.id,
            member_id=by.id,
            request_key=request_key,
            cost=reward.cost,
            state="requested",
            requested_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(Redemption.id)
    )
    if made is None:
        raise StalePage
    return db.session.get_one(Redemption, made)
