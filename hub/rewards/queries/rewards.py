"""Questions about rewards and redemptions."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub import clock
from hub.db import db
from hub.members.models import Audience, Company, Member, Position, Space
from hub.members.queries.companies import done_by
from hub.members.queries.visibility import for_lists, visible_to
from hub.paging import Key, Page, paginate
from hub.rewards.models import Redemption, RedemptionMove, Reward

OPEN = ("requested", "approved")
# So long may somebody who comes back to the confirmation believe that they have yet to confirm.
A_MOMENT = timedelta(minutes=30)


def offered(member: Member) -> Select:
    """What the member may choose from: neither drafts nor what is no longer given."""
    return _open().where(visible_to(member, Reward))


def _open() -> Select:
    return (
        select(Reward)
        .options(joinedload(Reward.picture), joinedload(Reward.space))
        .where(Reward.published_at.is_not(None), Reward.closed_at.is_(None))
    )


def catalogue(member: Member, at: str | None, *, within: int | None = None) -> Page:
    """One page of what is offered: cheapest first, so what one can afford leads; sold out last.

    In: `within`, only what is there and costs no more than that.
    """
    statement = offered(member)
    if within is not None:
        statement = statement.where(Reward.cost <= within, Reward.sold_out == 0)
    keys = [Key(Reward.sold_out, "sold_out"), Key(Reward.cost, "cost"), Key(Reward.id, "id")]
    return paginate(statement, keys, at, limit=24)


def inside(space: Space, member: Member, limit: int, *, ahead: bool = False) -> Sequence[Reward]:
    """What a space offers, the cheapest first and what is sold out last.

    In: `ahead`, to show somebody who looks after it what its people will see.
    """
    seen = _open() if ahead else offered(member)
    ordered = seen.where(Reward.space_id == space.id).order_by(
        Reward.sold_out, Reward.cost, Reward.id
    )
    return db.session.scalars(ordered.limit(limit)).all()


def affordable(member: Member, balance: int, limit: int = 3) -> list[Reward]:
    """The best rewards that `balance` points buy today and the member has not had enough of."""
    had = (
        select(func.count())
        .where(
            Redemption.reward_id == Reward.id,
            Redemption.member_id == member.id,
            Redemption.state.not_in(("declined", "cancelled")),
        )
        .correlate(Reward)
        .scalar_subquery()
    )
    return list(
        db.session.scalars(
            offered(member)
            .where(
                Reward.cost <= balance,
                Reward.sold_out == 0,
                or_(Reward.per_member.is_(None), Reward.per_member > had),
            )
            .order_by(Reward.cost.desc(), Reward.id)
            .limit(limit)
        )
    )


def reward(id: int) -> Reward | None:
    """The reward with its picture."""
    return db.session.scalar(
        select(Reward).options(joinedload(Reward.picture)).where(Reward.id == id)
    )


def all_rewards(at: str | None, state: str = "", audience: Audience | None = None) -> Page:
    """One page for managers, newest first; `state` is draft, open, closed, or "" for all."""
    statement = select(Reward).options(joinedload(Reward.picture))
    if state == "draft":
        statement = statement.where(Reward.published_at.is_(None))
    elif state == "open":
        statement = statement.where(Reward.published_at.is_not(None), Reward.closed_at.is_(None))
    elif state == "closed":
        statement = statement.where(Reward.closed_at.is_not(None))
    found = for_lists(statement, Reward, audience)
    return paginate(found, [Key(Reward.id, "id", descending=True)], at)


def redemptions_of(member: Member, at: str | None) -> Page:
    """One page of the member's redemptions, newest first."""
    statement = (
        select(Redemption)
        .options(joinedload(Redemption.reward).joinedload(Reward.picture))
        .where(Redemption.member_id == member.id)
    )
    return paginate(statement, [Key(Redemption.id, "id", descending=True)], at)


def redemptions_by(owner: Member | Company, at: str | None, limit: int) -> Page:
    """One page of what a member redeemed, or people in their time at a company, newest first."""
    statement = (
        select(Redemption)
        .options(joinedload(Redemption.reward), joinedload(Redemption.member))
        .where(done_by(owner, Redemption.member_id, Redemption.requested_at))
    )
    return paginate(statement, [Key(Redemption.id, "id", descending=True)], at, limit)


def recent(member: Member, limit: int = 3) -> list[Redemption]:
    """The member's latest redemptions, newest first."""
    return list(
        db.session.scalars(
            select(Redemption)
            .options(joinedload(Redemption.reward))
            .where(Redemption.member_id == member.id)
            .order_by(Redemption.id.desc())
            .limit(limit)
        )
    )


def just_redeemed(reward: Reward, member: Member) -> Redemption | None:
    """The member's redemption of it a moment ago, unless it has come to nothing since."""
    return db.session.scalar(
        select(Redemption)
        .where(
            Redemption.reward_id == reward.id,
            Redemption.member_id == member.id,
            Redemption.requested_at > clock.now() - A_MOMENT,
            Redemption.state.not_in(("declined", "cancelled")),
        )
        .order_by(Redemption.id.desc())
        .limit(1)
    )


def redemption(id: int) -> Redemption | None:
    """The redemption with all its page tells."""
    return db.session.scalar(
        select(Redemption)
        .options(
            joinedload(Redemption.reward).joinedload(Reward.picture),
            joinedload(Redemption.member)
            .selectinload(Member.positions)
            .joinedload(Position.company),
            selectinload(Redemption.moves).joinedload(RedemptionMove.actor),
        )
        .where(Redemption.id == id)
    )


def queue(at: str | None, state: str = "") -> Page:
    """One page for managers: open ones, oldest first; or what has ended so, newest first."""
    statement = select(Redemption).options(
        joinedload(Redemption.reward),
        joinedload(Redemption.member).selectinload(Member.positions).joinedload(Position.company),
    )
    if state and state not in OPEN:
        keys = [Key(Redemption.id, "id", descending=True)]
    else:
        keys = [Key(Redemption.requested_at, "requested_at"), Key(Redemption.id, "id")]
    wanted = (state,) if state else OPEN
    return paginate(statement.where(Redemption.state.in_(wanted)), keys, at)


def open_counts() -> dict[str, int]:
    """How many wait, by state."""
    rows = db.session.execute(
        select(Redemption.state, func.count().label("waiting"))
        .where(Redemption.state.in_(OPEN))
        .group_by(Redemption.state)
    )
    return {row.state: row.waiting for row in rows}


def next_waiting(after: Redemption) -> Redemption | None:
    """The redemption that has waited longest, other than `after`."""
    return db.session.scalar(
        select(Redemption)
        .where(Redemption.state.in_(OPEN), Redemption.id != after.id)
        .order_by(Redemption.requested_at, Redemption.id)
        .limit(1)
    )
