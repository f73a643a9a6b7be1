"""Real threads on real connections: one effect, and a clear sentence for everybody else."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from hub.ledger.operations import NotEnoughPoints
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import balance
from hub.members.models import Member
from hub.refusals import Refusal
from hub.rewards.models import Redemption, Reward
from hub.rewards.operations import approve, cancel, decline, redeem
from hub.rewards.refusals import AlreadyMoved, SoldOut
from tests import races
from tests.factories import MemberFactory, RewardFactory, give_points
from tests.races import Verb

pytestmark = pytest.mark.xdist_group("committed")


@pytest.fixture
def at_once(app, committed) -> Callable[[Sequence[Verb]], list[Any]]:
    return partial(races.at_once, app)


def buy(db, reward_id: int, member_id: int, key: uuid.UUID | None = None) -> Callable[[], int]:
    """One browser that redeems."""

    def verb() -> int:
        reward, member = db.session.get(Reward, reward_id), db.session.get(Member, member_id)
        return redeem(reward, by=member, request_key=key or uuid.uuid4()).id

    return verb


def test_two_browsers_spending_the_same_points(committed, at_once):
    member = MemberFactory()
    give_points(member, 100)
    first, second = RewardFactory(cost=80), RewardFactory(cost=70)
    committed.session.commit()
    outcomes = at_once([buy(committed, r.id, member.id) for r in (first, second)])
    refused = [o for o in outcomes if isinstance(o, Refusal)]
    assert [type(o) for o in refused] == [NotEnoughPoints]
    [redemption] = committed.session.query(Redemption).all()
    assert balance(member.id) == 100 - redemption.cost
    assert sorted((first.stock, second.stock)) == [4, 5]
    assert reconcile().clean
    assert reconcile().held == redemption.cost


def test_eight_want_the_last_one(committed, at_once):
    reward = RewardFactory(cost=10, stock=1)
    members = [MemberFactory() for _ in range(8)]
    for member in members:
        give_points(member, 50)
    committed.session.commit()
    outcomes = at_once([buy(committed, reward.id, m.id) for m in members])
    assert [type(o) for o in outcomes if isinstance(o, Refusal)] == [SoldOut] * 7
    assert committed.session.query(Redemption).count() == 1
    assert reward.stock == 0
    assert sorted(balance(m.id) for m in members) == [40] + [50] * 7
    assert reconcile().clean


def test_a_double_click_redeems_once(committed, at_once):
    member, reward, key = MemberFactory(), RewardFactory(cost=10), uuid.uuid4()
    give_points(member, 50)
    committed.session.commit()
    outcomes = at_once([buy(committed, reward.id, member.id, key) for _ in range(4)])
    [redemption] = committed.session.query(Redemption).all()
    assert outcomes == [redemption.id] * 4
    assert (balance(member.id), reward.stock) == (40, 4)


def test_one_key_for_two_rewards_buys_one(committed, at_once):
    member, key = MemberFactory(), uuid.uuid4()
    give_points(member, 50)
    rewards = [RewardFactory(cost=10) for _ in range(2)]
    committed.session.commit()
    at_once([buy(committed, reward.id, member.id, key) for reward in rewards])
    assert committed.session.query(Redemption).count() == 1
    assert balance(member.id) == 40


def test_two_managers_and_the_member_decide_at_once(committed, at_once):
    member, reward = MemberFactory(), RewardFactory(cost=10)
    managers = [MemberFactory(roles=("manager",)) for _ in range(2)]
    give_points(member, 50)
    redemption = redeem(reward, by=member, request_key=uuid.uuid4())
    committed.session.commit()
    ids = (member.id, *(m.id for m in managers))

    def verb(act: Callable[..., None], who: int, *words: str) -> Callable[[], str]:
        def do() -> str:
            actor = committed.session.get(Member, who)
            act(committed.session.get(Redemption, redemption.id), *words, by=actor)
            return act.__name__

        return do

    outcomes = at_once(
        [verb(cancel, ids[0]), verb(approve, ids[1]), verb(decline, ids[2], "Not now")]
    )
    done = [o for o in outcomes if isinstance(o, str)]
    refused = [o for o in outcomes if isinstance(o, AlreadyMoved)]
    # Declining what has been approved is a manager's right, so two may follow one another.
    assert (len(done), len(refused)) == (1, 2) or sorted(done) == ["approve", "decline"]
    returned = redemption.state in ("declined", "cancelled")
    assert balance(member.id) == (50 if returned else 40)
    assert reward.stock == (5 if returned else 4)
    assert reconcile().clean


def test_two_managers_approve_at_once(committed, at_once):
    member, reward = MemberFactory(), RewardFactory(cost=10)
    managers = [MemberFactory(roles=("manager",)).id for _ in range(2)]
    give_points(member, 50)
    redemption = redeem(reward, by=member, request_key=uuid.uuid4())
    committed.session.commit()

    def verb(who: int) -> Callable[[], None]:
        return lambda: approve(
            committed.session.get(Redemption, redemption.id),
            by=committed.session.get(Member, who),
        )

    outcomes = at_once([verb(who) for who in managers])
    assert sorted(type(o) for o in outcomes if o) == [AlreadyMoved]
    assert [move.state for move in redemption.moves] == ["requested", "approved"]
