"""Points and stock move together or not at all; every move is on record and told once."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.advocacy.queries import bank
from hub.audit import AuditEntry
from hub.ledger.models import Transfer
from hub.ledger.operations import NotEnoughPoints
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import balance
from hub.notifications.models import Notification
from hub.refusals import NotAllowed
from hub.rewards import operations, queries
from hub.rewards.operations import Details, approve, cancel, decline, redeem, send
from hub.rewards.refusals import (
    AlreadyMoved,
    CostChanged,
    LimitReached,
    MessageMissing,
    OwnRedemption,
    RewardClosed,
    SoldOut,
    StalePage,
    StockMoved,
)
from tests.factories import MemberFactory, RewardFactory


def test_redeeming_sets_points_aside_and_takes_one_off_the_shelf(member, bought):
    reward = RewardFactory(cost=120, stock=5)
    redemption = bought(reward)
    assert (balance(member.id), reward.stock, redemption.cost) == (380, 4, 120)
    assert [move.state for move in redemption.moves] == ["requested"]
    assert reconcile().held == 120


def test_the_same_request_buys_once(member):
    reward, key = RewardFactory(cost=120), uuid.uuid4()
    first = redeem(reward, by=member, request_key=key)
    assert redeem(reward, by=member, request_key=key) is first
    assert balance(member.id) == 380


def test_a_key_of_another_purchase_is_refused(member):
    reward, key = RewardFactory(), uuid.uuid4()
    redeem(reward, by=member, request_key=key)
    with pytest.raises(StalePage):
        redeem(RewardFactory(), by=member, request_key=key)
    with pytest.raises(StalePage):
        redeem(reward, by=MemberFactory(), request_key=key)


def test_a_free_reward_moves_no_points(db, member, bought, manager):
    redemption = bought(RewardFactory(cost=0))
    before = db.session.query(Transfer).count()
    send(redemption, "", by=manager)
    assert db.session.query(Transfer).count() == before == 1
    assert balance(member.id) == 500


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"stock": 0}, SoldOut),
        ({"cost": 501}, NotEnoughPoints),
        ({"published_at": None}, RewardClosed),
        ({"closed_at": clock.now()}, RewardClosed),
    ],
)
def test_what_cannot_be_bought_takes_nothing(member, bought, what, refusal):
    reward = RewardFactory(**what)
    with pytest.raises(refusal):
        bought(reward)
    assert balance(member.id) == 500
    assert reward.stock in (0, 5)


def test_nobody_pays_more_than_they_were_shown(member):
    reward = RewardFactory(cost=200)
    with pytest.raises(CostChanged):
        redeem(reward, by=member, request_key=uuid.uuid4(), seen_cost=100)
    assert balance(member.id) == 500


def test_declined_and_cancelled_ones_do_not_count_towards_the_limit(member, manager, bought):
    reward = RewardFactory(per_member=1)
    cancel(bought(reward), by=member)
    decline(bought(reward), "Not this time", by=manager)
    bought(reward)
    with pytest.raises(LimitReached):
        bought(reward)


def test_without_stock_there_is_always_more(bought):
    reward = RewardFactory(stock=None)
    bought(reward)
    assert reward.stock is None


def test_cancelling_gives_all_back(member, bought):
    reward = RewardFactory()
    redemption = bought(reward)
    cancel(redemption, by=member)
    assert (balance(member.id), reward.stock, redemption.state) == (500, 5, "cancelled")
    assert reconcile().held == 0


def test_only_the_owner_cancels_and_only_before_approval(bought, member, manager):
    redemption = bought(RewardFactory())
    with pytest.raises(NotAllowed):
        cancel(redemption, by=manager)
    approve(redemption, by=manager)
    with pytest.raises(AlreadyMoved):
        cancel(redemption, by=member)


def test_a_fulfilled_redemption_spends_the_points(db, member, manager, bought):
    redemption = bought(RewardFactory())
    approve(redemption, by=manager)
    send(redemption, "Code: ABC", by=manager)
    assert [move.state for move in redemption.moves] == ["requested", "approved", "sent"]
    assert redemption.moves[-1].message == "Code: ABC"
    assert (balance(member.id), reconcile().held) == (400, 0)
    # Something that was done for them: a deposit in the loyalty bank.
    assert bank(member).deposits == 4


def test_a_decline_says_why_and_gives_all_back(member, manager, bought):
    reward = RewardFactory()
    redemption = bought(reward)
    with pytest.raises(MessageMissing):
        decline(redemption, "  ", by=manager)
    decline(redemption, "We ran out", by=manager)
    assert (balance(member.id), reward.stock) == (500, 5)


@pytest.mark.parametrize("verb", [approve, send, decline])
def test_nobody_decides_about_their_own(member, bought, verb):
    redemption = bought(RewardFactory(cost=100))
    arguments = {} if verb is approve else {"message": "For me."}
    with pytest.raises(OwnRedemption):
        verb(redemption, by=member, **arguments)
    assert redemption.state == "requested"


def test_whoever_comes_second_hears_who_was_first(app, manager, bought):
    redemption = bought(RewardFactory())
    approve(redemption, by=manager)
    other = MemberFactory(roles=("manager",))
    with pytest.raises(AlreadyMoved) as second:
        approve(redemption, by=other)
    with pytest.raises(AlreadyMoved) as again:
        approve(redemption, by=manager)
    with clock.travel(clock.now() + timedelta(hours=2)), pytest.raises(AlreadyMoved) as late:
        approve(redemption, by=other)
    with app.test_request_context():
        assert str(second.value) == "Nadia approved this a moment ago."
        assert str(again.value) == "You approved this a moment ago."
        assert str(late.value) == "Nadia approved this 2 hours ago."


def test_nothing_moves_from_an_end(member, manager, bought):
    redemption = bought(RewardFactory())
    send(redemption, "", by=manager)
    for verb in (
        lambda: approve(redemption, by=manager),
        lambda: send(redemption, "", by=manager),
        lambda: decline(redemption, "No", by=manager),
        lambda: cancel(redemption, by=member),
    ):
        with pytest.raises(AlreadyMoved):
            verb()
    assert balance(member.id) == 400


def test_each_move_of_a_manager_is_told_and_audited(db, member, manager, bought):
    redemption = bought(RewardFactory(title="A mug"))
    approve(redemption, by=manager)
    send(redemption, "On its way", by=manager)
    told = db.session.scalars(
        select(Notification)
        .where(Notification.kind == "redemption_moved")
        .order_by(Notification.id)
    ).all()
    assert [(n.member_id, n.facts["state"], n.facts["message"]) for n in told] == [
        (member.id, "approved", ""),
        (member.id, "sent", "On its way"),
    ]
    assert {n.link for n in told} == {f"/redemptions/{redemption.id}"}
    actions = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_type == "redemptions")
    ).all()
    assert actions == ["redemption.approved", "redemption.sent"]


def details(reward, **changes):
    return Details(
        **{
            "title": reward.title,
            "summary": reward.summary,
            "kind": reward.kind,
            "cost": reward.cost,
            "stock": reward.stock,
            **changes,
        }
    )


def test_an_edit_that_leaves_the_stock_alone_never_overwrites_a_redemption(manager, bought):
    reward = RewardFactory(stock=5)
    typed = details(reward, title="A better title")
    bought(reward)
    operations.change(reward, typed, by=manager, seen_stock=5)
    assert (reward.title, reward.stock) == ("A better title", 4)


def test_setting_a_stock_that_moved_meanwhile_is_refused(manager, bought):
    reward = RewardFactory(stock=5)
    typed = details(reward, stock=20)
    bought(reward)
    with pytest.raises(StockMoved) as refusal:
        operations.change(reward, typed, by=manager, seen_stock=5)
    assert refusal.value.stock == reward.stock == 4
    operations.change(reward, typed, by=manager, seen_stock=4)
    assert reward.stock == 20


def test_raising_the_cost_leaves_earlier_redemptions_alone(member, manager, bought):
    reward = RewardFactory(cost=100)
    redemption = bought(reward)
    operations.change(reward, details(reward, cost=400), by=manager, seen_stock=4)
    decline(redemption, "Sorry", by=manager)
    assert (redemption.cost, balance(member.id)) == (100, 500)


def test_a_reward_is_drafted_published_closed_and_reopened_on_record(db, manager):
    reward = operations.add(
        Details(title="A mug", summary="For tea", kind="swag", cost=10), by=manager
    )
    states = [reward.state]
    for verb in (operations.publish, operations.close, operations.reopen):
        verb(reward, by=manager)
        verb(reward, by=manager)
        states.append(reward.state)
    assert states == ["draft", "open", "closed", "open"]
    actions = db.session.scalars(
        select(AuditEntry.action)
        .where(AuditEntry.subject_type == "rewards")
        .order_by(AuditEntry.id)
    ).all()
    assert actions == ["reward.created", "reward.published", "reward.closed", "reward.reopened"]


def test_the_front_page_offers_the_best_that_is_within_reach(member, bought):
    cheap, dear = RewardFactory(cost=10), RewardFactory(cost=300)
    RewardFactory(cost=400, stock=0)
    RewardFactory(cost=9000)
    bought(had := RewardFactory(cost=50, per_member=1))
    assert had not in queries.affordable(member, 450)
    assert queries.affordable(member, 450) == [dear, cheap]
    assert queries.affordable(member, 450, limit=1) == [dear]


def test_what_waits_is_counted(member, manager, bought):
    for _ in range(2):
        bought(RewardFactory())
    send(bought(RewardFactory()), "", by=manager)
    assert sum(queries.open_counts().values()) == 2
    assert [r.state for r in queries.recent(member)] == ["sent", "requested", "requested"]
