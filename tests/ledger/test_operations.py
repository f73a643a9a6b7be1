"""The ledger's rules."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hub.ledger.models import Transfer
from hub.ledger.operations import (
    Cause,
    NotEnoughPoints,
    award,
    expire,
    hold,
    release,
    reverse,
    settle,
)
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import standing
from tests.factories import MemberFactory, TierFactory, give_points


@pytest.fixture
def member(db):
    return MemberFactory()


def cause(member, key):
    return Cause(member, "Because", key)


def test_an_award_counts_to_spend_and_for_life(member):
    award(member.id, 120, cause(member, "a"))
    assert (standing(member.id).balance, standing(member.id).lifetime) == (120, 120)


def test_the_same_key_pays_once(member):
    first = award(member.id, 120, cause(member, "a"))
    assert award(member.id, 120, cause(member, "a")) is first
    assert standing(member.id).balance == 120


def test_spending_never_costs_lifetime(member):
    give_points(member, 100)
    hold(member.id, 60, cause(member, "h"))
    settle(60, cause(member, "s"))
    assert (standing(member.id).balance, standing(member.id).lifetime) == (40, 100)


def test_a_release_gives_back_but_is_not_earned_again(member):
    give_points(member, 100)
    hold(member.id, 60, cause(member, "h"))
    release(member.id, 60, cause(member, "r"))
    assert (standing(member.id).balance, standing(member.id).lifetime) == (100, 100)


def test_nobody_spends_what_they_do_not_have(member):
    give_points(member, 50)
    with pytest.raises(NotEnoughPoints):
        hold(member.id, 51, cause(member, "h"))
    with pytest.raises(NotEnoughPoints):
        expire(member.id, 51, cause(member, "e"))
    assert standing(member.id).balance == 50


def test_a_reversal_takes_back_balance_lifetime_and_tier(member):
    low = TierFactory(threshold=0)
    TierFactory(threshold=100)
    made = award(member.id, 150, cause(member, "a"))
    reverse(made, cause(member, "undo"))
    now = standing(member.id)
    assert (now.balance, now.lifetime, now.tier) == (0, 0, low)


def test_a_tier_is_reached_at_its_threshold(member):
    TierFactory(threshold=0)
    high = TierFactory(threshold=100)
    award(member.id, 99, cause(member, "a"))
    assert standing(member.id).missing == 1
    award(member.id, 1, cause(member, "b"))
    assert standing(member.id).tier == high


def test_transfers_cannot_be_changed_or_deleted(db, member):
    made = award(member.id, 10, cause(member, "a"))
    for statement in ("UPDATE transfers SET points = 999", "DELETE FROM transfers"):
        with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
            db.session.execute(text(f"{statement} WHERE id = :id"), {"id": made.id})
    assert db.session.get(Transfer, made.id).points == 10


def test_reconcile_agrees_until_somebody_edits_a_balance(db, member):
    give_points(member, 100)
    hold(member.id, 30, cause(member, "h"))
    outcome = reconcile()
    assert outcome.clean
    assert outcome.held == 30
    db.session.execute(
        text("UPDATE accounts SET balance = 71 WHERE member_id = :id"), {"id": member.id}
    )
    found = reconcile()
    assert [(d.member_id, d.balance, d.balance_moved) for d in found.differences] == [
        (member.id, 71, 70)
    ]
