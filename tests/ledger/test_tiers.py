"""Changing tiers moves members, tells those who rise, and is on record."""

import pytest
from sqlalchemy import select

from hub.audit import AuditEntry
from hub.ledger.models import TierChange
from hub.ledger.operations.tier_editing import (
    LastTier,
    TierDetails,
    TierGone,
    TierTaken,
    add_tier,
    change_tier,
    remove_tier,
)
from hub.ledger.queries.standing import standing
from hub.ledger.queries.tiers import NEW, Move, members_in_tiers, moves
from hub.notifications.models import Notification
from tests.factories import MemberFactory, TierFactory, give_points


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


@pytest.fixture
def tiers(db):
    return TierFactory(name="Low", threshold=0), TierFactory(name="High", threshold=100)


@pytest.fixture
def members(db, tiers):
    found = [MemberFactory() for _number in range(3)]
    for member, points in zip(found, (50, 80, 150), strict=True):
        give_points(member, points)
    return found


def tier_names(members):
    return [standing(member.id).tier.name for member in members]


def told(db, member):
    statement = select(Notification.kind).where(Notification.member_id == member.id)
    return db.session.scalars(statement).all().count("tier_reached")


def test_the_preview_counts_who_would_move_and_moves_nobody(members, tiers):
    low, high = tiers
    assert moves({low.id: 0, high.id: 60}) == [Move(low.id, high.id, 1)]
    assert moves({low.id: 0, high.id: 100}) == []
    assert moves({low.id: 0, high.id: 100, NEW: 50}) == [Move(low.id, NEW, 2)]
    assert members_in_tiers() == {low.id: 2, high.id: 1}


def test_a_lower_threshold_lifts_members_and_tells_them(db, members, tiers, manager):
    change_tier(tiers[1], TierDetails("High", 60, "gold", ["Lunch"]), by=manager)
    assert tier_names(members) == ["Low", "High", "High"]
    assert [told(db, member) for member in members] == [0, 1, 1]
    assert members_in_tiers() == {tiers[0].id: 1, tiers[1].id: 2}
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "tier.changed")).one()
    assert (entry.before["threshold"], entry.after["threshold"]) == (100, 60)


def test_a_new_tier_takes_in_whoever_has_the_points(members, manager):
    add_tier(TierDetails("Middle", 70, "silver"), by=manager)
    assert tier_names(members) == ["Low", "Middle", "High"]


def test_removing_a_tier_moves_its_members_down_in_silence(db, members, tiers, manager):
    assert remove_tier(tiers[1], by=manager) == 1
    assert tier_names(members) == ["Low", "Low", "Low"]
    assert told(db, members[2]) == 1
    moved = select(TierChange.to_tier_id).where(TierChange.member_id == members[2].id)
    assert db.session.scalars(moved.order_by(TierChange.id)).all() == [None, tiers[0].id]
    with pytest.raises(TierGone):
        remove_tier(tiers[1], by=manager)


def test_the_last_tier_stays(tiers, manager):
    remove_tier(tiers[0], by=manager)
    with pytest.raises(LastTier):
        remove_tier(tiers[1], by=manager)


@pytest.mark.parametrize(
    ("name", "threshold", "field"), [("high", 5, "name"), ("New", 100, "threshold")]
)
def test_names_and_thresholds_are_taken_once(tiers, manager, name, threshold, field):
    with pytest.raises(TierTaken) as refusal:
        add_tier(TierDetails(name, threshold, "gold"), by=manager)
    assert refusal.value.field == field
    change_tier(tiers[1], TierDetails("HIGH", 100, "gold"), by=manager)
