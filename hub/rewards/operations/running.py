"""What a manager does with rewards themselves."""

from dataclasses import asdict, dataclass

from hub import audit, clock
from hub.db import db, locked
from hub.members.for_some import ForWhom
from hub.members.models import Member
from hub.pictures import Picture
from hub.rewards.models import Reward
from hub.rewards.refusals import StockMoved


@dataclass(frozen=True, kw_only=True)
class Details(ForWhom):
    """What a manager types about a reward. `stock` is what is left; None means no limit."""

    title: str
    summary: str
    kind: str
    cost: int
    description: str = ""
    stock: int | None = None
    per_member: int | None = None


def add(details: Details, by: Member, picture: Picture | None = None) -> Reward:
    """A new draft."""
    reward = Reward(**asdict(details), created_by_id=by.id, picture=picture)
    db.session.add(reward)
    with audit.recorded(by, "reward.created", reward):
        db.session.flush()
    return reward


def change(
    reward: Reward,
    details: Details,
    by: Member,
    *,
    seen_stock: int | None,
    picture: Picture | None = None,
) -> None:
    """Make the reward say `details`. Redemptions keep the cost they had.

    In: `seen_stock`, what was left when the form was made. A form that leaves it alone never
    overwrites what was redeemed meanwhile; one that sets it, when it has moved meanwhile, raises
    `StockMoved`. `picture` None keeps the one there is.
    """
    locked(Reward, reward.id)
    values = asdict(details)
    if details.stock == seen_stock:
        values["stock"] = reward.stock
    elif reward.stock != seen_stock:
        raise StockMoved(reward.stock)
    with audit.recorded(by, "reward.updated", reward):
        for name, value in values.items():
            setattr(reward, name, value)
        if picture is not None:
            reward.picture = picture


def publish(reward: Reward, by: Member) -> None:
    """Offer a draft. Offering it twice changes nothing."""
    locked(Reward, reward.id)
    if reward.published_at is None:
        with audit.recorded(by, "reward.published", reward):
            reward.published_at = clock.now()


def close(reward: Reward, by: Member) -> None:
    """Offer it no more. What was asked for before goes its way."""
    locked(Reward, reward.id)
    if reward.is_open:
        with audit.recorded(by, "reward.closed", reward):
            reward.closed_at = clock.now()


def reopen(reward: Reward, by: Member) -> None:
    """Offer a closed reward again."""
    locked(Reward, reward.id)
    if reward.closed_at is not None:
        with audit.recorded(by, "reward.reopened", reward):
            reward.closed_at = None
