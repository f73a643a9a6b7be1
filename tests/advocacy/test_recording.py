"""Acts: recorded once, valued on the day, taken back and never deleted."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from hub import clock
from hub.advocacy import operations, queries
from hub.advocacy.models import Act
from hub.audit import AuditEntry
from hub.signals import act_recorded
from tests.factories import (
    ActFactory,
    ActKindFactory,
    CompanyFactory,
    MemberFactory,
    PositionFactory,
)

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def csm(db):
    return MemberFactory(roles=("csm",))


@pytest.fixture
def heard():
    acts = []

    def listen(_sender, act):
        acts.append(act)

    with act_recorded.connected_to(listen):
        yield acts


def days_ago(number):
    return clock.today() - timedelta(days=number)


def actions(db):
    entries = db.session.query(AuditEntry).filter(AuditEntry.action.startswith("act"))
    return [entry.action for entry in entries.order_by(AuditEntry.id)]


def test_an_act_is_recorded_once_per_source_and_keeps_the_value_of_the_day(db, member, heard):
    kind = ActKindFactory(value=8)
    act = operations.record(kind, member, source="talk:1", note="Spring")
    kind.value = 80
    again = operations.record(kind, member, source="talk:1", note="Other")
    assert again is act
    assert (act.value, act.note, act.direction) == (8, "Spring", "withdrawal")
    assert act.company_id == member.company.id
    assert heard == [act]


def test_an_act_of_the_past_belongs_to_the_company_of_that_day(db):
    old, new = CompanyFactory(), CompanyFactory()
    member = MemberFactory(company=False)
    kind = ActKindFactory()
    PositionFactory(member=member, company=old, started_on=days_ago(900), ended_on=days_ago(100))
    PositionFactory(member=member, company=new, started_on=days_ago(100))
    where = {
        days: operations.record(kind, member, source=f"x:{days}", on=days_ago(days)).company_id
        for days in (1000, 500, 100, 10)
    }
    assert where == {1000: None, 500: old.id, 100: new.id, 10: new.id}


def test_direction_and_kind_cannot_disagree(db, member):
    act = ActFactory(member=member)
    act.direction = "deposit"
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_logging_by_hand_is_on_record_once(db, member, csm):
    kind = ActKindFactory()
    for _ in range(2):
        operations.log(kind, member, source="by-hand:1", note="A call", on=days_ago(3), by=csm)
    act = db.session.query(Act).one()
    assert (act.actor_id, act.occurred_on) == (csm.id, days_ago(3))
    assert actions(db) == ["act.logged"]


def test_what_is_to_come_or_retired_is_not_logged(db, member, csm):
    kind = ActKindFactory()
    with pytest.raises(operations.InTheFuture):
        operations.log(kind, member, source="a", note="", on=days_ago(-1), by=csm)
    operations.retire_kind(kind, by=csm)
    with pytest.raises(operations.KindRetired):
        operations.log(kind, member, source="a", note="", on=days_ago(1), by=csm)
    assert db.session.query(Act).count() == 0


def test_what_is_taken_back_counts_no_more_and_stays(db, member, csm):
    act = ActFactory(member=member)
    operations.take_back(act, "Somebody else gave the talk", by=csm)
    assert queries.bank(member).balance == 0
    assert db.session.query(Act).one().taken_back_because == "Somebody else gave the talk"
    with pytest.raises(operations.AlreadyTakenBack):
        operations.take_back(act, "Again", by=csm)
    assert actions(db) == ["act.taken_back"]
    operations.take_back_source(act.source, "Once more", by=csm)
    operations.take_back_source("never:1", "Nothing there", by=csm)
    assert act.taken_back_because == "Somebody else gave the talk"


def test_kinds_are_added_renamed_valued_retired_and_reinstated(db, csm):
    Details = operations.KindDetails
    kind = operations.add_kind(Details("Kaffee & Kuchen", "deposit", 3), by=csm)
    twin = operations.add_kind(Details("Kaffee, Kuchen", "deposit", 3), by=csm)
    assert (kind.slug, twin.slug) == ("kaffee-kuchen", "kaffee-kuchen-2")
    with pytest.raises(operations.KindTaken):
        operations.add_kind(Details("kaffee & kuchen", "deposit", 3), by=csm)
    with pytest.raises(operations.KindTaken):
        operations.change_kind(twin, Details("Kaffee & Kuchen", "deposit", 3), by=csm)
    operations.change_kind(kind, Details("Coffee", "withdrawal", 5), by=csm)
    assert (kind.name, kind.value, kind.direction) == ("Coffee", 5, "deposit")
    operations.retire_kind(kind, by=csm)
    assert kind not in queries.kinds_to_choose()
    assert kind in queries.kinds_to_choose(kind.id)
    operations.reinstate_kind(kind, by=csm)
    assert kind in queries.kinds_to_choose()
    assert actions(db) == [
        "act_kind.added", "act_kind.added", "act_kind.changed", "act_kind.retired",
        "act_kind.reinstated",
    ]  # fmt: skip


def test_a_new_hub_has_the_usual_kinds_both_ways(db):
    slugs = {kind.slug: kind.direction for kind in queries.kinds()}
    assert slugs["reference-call"] == "withdrawal"
    assert slugs["success-review"] == "deposit"
