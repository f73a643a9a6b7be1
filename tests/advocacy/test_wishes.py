"""A member's own page about being asked, and the manager's page of the rules."""

import re
from datetime import timedelta

import pytest

from hub import clock
from hub.advocacy import queries
from hub.advocacy.models import AskOptOut, AskPause
from hub.audit import AuditEntry
from tests.factories import ActKindFactory, CompanyFactory, MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory(company=CompanyFactory(first_value_on=clock.today()))


@pytest.fixture
def tab(member, sign_in_as):
    return sign_in_as(member)


@pytest.fixture
def manager(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def ahead(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def test_a_break_and_unwanted_kinds_are_kept_and_heeded(db, tab, member):
    kind, other = ActKindFactory(name="Juggling"), ActKindFactory()
    data = {"paused_until": ahead(10), "unwanted": [kind.id]}
    assert tab.post("/me/asks", data=data).status_code == 303
    page = tab.get("/me/asks").text
    assert ahead(10) in page
    assert re.search(rf'<input[^>]*checked[^>]*value="{kind.id}"', page)
    assert queries.may_ask(member, other).rule == "pause"
    assert tab.post("/me/asks", data={"paused_until": "", "unwanted": [kind.id]}).status_code == 303
    assert queries.may_ask(member, kind).rule == "opt_out"
    assert queries.may_ask(member, other).allowed
    assert tab.post("/me/asks", data={"paused_until": ""}).status_code == 303
    assert queries.may_ask(member, kind).allowed
    assert db.session.query(AskPause).count() == db.session.query(AskOptOut).count() == 0


@pytest.mark.parametrize("until", ["2020-01-01", "9999-12-31", "soon"])
def test_a_break_that_is_none_is_refused_with_what_was_typed(db, tab, until):
    kind = ActKindFactory(name="Juggling")
    refused = tab.post("/me/asks", data={"paused_until": until, "unwanted": [kind.id]})
    assert refused.status_code == 422
    assert until in refused.text
    assert db.session.query(AskOptOut).count() == 0


def test_only_kinds_that_members_are_asked_for_can_be_unwanted(db, tab):
    deposit = ActKindFactory(direction="deposit", name="Cake")
    assert "Cake" not in tab.get("/me/asks").text
    unwanted = [deposit.id, 999_999, 2**70]
    assert tab.post("/me/asks", data={"unwanted": unwanted}).status_code in (303, 400)
    assert db.session.query(AskOptOut).count() == 0


def test_saving_twice_keeps_since_when_a_kind_is_unwanted(db, tab):
    kind = ActKindFactory()
    with clock.travel(clock.now() - timedelta(days=3)):
        tab.post("/me/asks", data={"unwanted": [kind.id]})
    before = db.session.query(AskOptOut.since).scalar()
    tab.post("/me/asks", data={"unwanted": [kind.id]})
    assert db.session.query(AskOptOut.since).scalar() == before


RULES = {
    "first_value_on": "y", "crisis_on": "y", "pause_on": "y", "opt_out_on": "y",
    "member_budget_on": "y", "company_budget_on": "y", "bank_on": "y", "gap_on": "y",
    "crisis_days": "21", "window_days": "60", "member_budget": "5", "company_budget": "20",
    "bank_floor": "-10",
}  # fmt: skip


def test_rules_are_switched_and_tuned_and_on_record(db, manager):
    without = {name: value for name, value in RULES.items() if name != "gap_on"}
    assert manager.post("/console/settings/ask-guard", data=without).status_code == 303
    db.session.expire_all()
    rules = queries.rules()
    assert (rules.crisis_days, rules.member_budget, rules.bank_floor) == (21, 5, -10)
    assert (rules.gap_on, rules.bank_on) == (False, True)
    line = db.session.query(AuditEntry).filter_by(action="ask_guard.changed").one()
    assert line.before["crisis_days"] == 14


def test_the_days_of_both_budgets_stand_before_them(manager):
    page = manager.get("/console/settings/ask-guard").text
    parts = ["Rule 4", "For rules 5 and 6", 'name="window_days"', "Rule 5", "Rule 6"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("field", "value"),
    [("window_days", "0"), ("member_budget", "-1"), ("bank_floor", "many"), ("crisis_days", "")],
)
def test_a_rule_that_cannot_be_is_refused(db, manager, field, value):
    refused = manager.post("/console/settings/ask-guard", data={**RULES, field: value})
    assert refused.status_code == 422
    assert "Type a number from" in refused.text
    assert queries.rules().window_days == 90


def test_what_the_guard_says_of_every_kind(app, db, member):
    heavy, unwanted = ActKindFactory(weight=20), ActKindFactory()
    db.session.add(AskOptOut(member_id=member.id, kind_id=unwanted.id))
    db.session.flush()
    with app.test_request_context():
        said = {kind.id: answer.rule for kind, answer in queries.guard_says(member)}
        one_by_one = {
            kind.id: queries.may_ask(member, kind).rule for kind in queries.askable_kinds()
        }
    assert (said[heavy.id], said[unwanted.id]) == ("member_budget", "opt_out")
    assert said == one_by_one
