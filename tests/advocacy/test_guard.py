"""The ask guard: each rule, their order, the day on which each lifts, and the record of asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub import clock
from hub.advocacy import operations, queries
from hub.advocacy.judging import Facts, Wanted, judge
from hub.advocacy.models import RULES, Ask, AskOptOut, AskPause, AskRules
from hub.audit import AuditEntry
from hub.db import db as hub_db
from hub.members.models import Crisis
from tests.factories import ActFactory, ActKindFactory, CompanyFactory, MemberFactory
from tests.queries import count_selects

TODAY = date(2026, 6, 1)


def days(number):
    return timedelta(days=number)


pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def company(db):
    return CompanyFactory(first_value_on=clock.today() - days(100))


@pytest.fixture
def member(db, company):
    return MemberFactory(company=company)


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


@pytest.fixture
def kind(db):
    return ActKindFactory(weight=4, gap_days=30, value=10)


def asked(member, kind, ago=0, **values):
    row = Ask(
        member_id=member.id,
        company_id=member.company and member.company.id,
        kind_id=kind.id,
        weight=values.pop("weight", 1),
        value=values.pop("value", 0),
        asked_on=clock.today() - days(ago),
        source=f"test:{clock.now().timestamp()}:{ago}:{member.id}:{kind.id}:{values}",
        **values,
    )
    hub_db.session.add(row)
    hub_db.session.flush()
    return row


def rule_of(answer):
    return None if answer.allowed else answer.rule


def test_yes_where_nothing_speaks_against_it(member, kind):
    answer = queries.may_ask(member, kind)
    assert (answer.allowed, answer.rule, answer.lifts_on) == (True, None, None)


def test_no_ask_before_first_value(db, member, company, kind):
    company.first_value_on = None
    db.session.flush()
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("first_value", None)
    assert company.name in str(answer.for_manager)
    company.first_value_on = clock.today() + days(3)
    db.session.flush()
    assert queries.may_ask(member, kind).lifts_on == clock.today() + days(3)
    assert queries.may_ask(member, kind, on=clock.today() + days(3)).allowed


def test_alumni_have_no_company_to_wait_for(db, kind):
    assert queries.may_ask(MemberFactory(company=False), kind).allowed


def test_no_ask_in_a_crisis_and_for_fourteen_days_after(db, member, company, kind):
    crisis = Crisis(company_id=company.id, reason="Down", opened_on=clock.today() - days(5))
    db.session.add(crisis)
    db.session.flush()
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("crisis", None)
    crisis.closed_on = clock.today()
    db.session.flush()
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("crisis", clock.today() + days(15))
    assert rule_of(queries.may_ask(member, kind, on=clock.today() + days(14))) == "crisis"
    assert queries.may_ask(member, kind, on=clock.today() + days(15)).allowed


def test_what_the_crm_calls_a_crisis_is_one(db, member, company, kind):
    company.in_crisis_until = clock.today() + days(2)
    db.session.flush()
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("crisis", clock.today() + days(17))


def test_no_ask_during_a_break_or_of_an_unwanted_kind(db, member, kind):
    db.session.add(AskOptOut(member_id=member.id, kind_id=kind.id))
    db.session.flush()
    assert rule_of(queries.may_ask(member, kind)) == "opt_out"
    assert queries.may_ask(member, ActKindFactory(weight=1)).allowed
    db.session.add(AskPause(member_id=member.id, until=clock.today() + days(10)))
    db.session.flush()
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("pause", clock.today() + days(10))


def test_the_members_budget_and_when_there_is_room_again(member, kind):
    other = ActKindFactory()
    asked(member, other, ago=89, weight=3)
    asked(member, other, ago=40, weight=4)
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("member_budget", clock.today() + days(1))
    assert queries.may_ask(member, kind, on=clock.today() + days(1)).allowed
    assert queries.may_ask(member, kind, weight=3).allowed
    assert queries.may_ask(member, kind, weight=11).lifts_on is None


def test_the_companys_budget_is_everybodys_there(member, company, kind):
    for _ in range(5):
        asked(MemberFactory(company=company), ActKindFactory(), ago=10, weight=8)
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("company_budget", clock.today() + days(80))


def test_the_bank_counts_what_was_done_and_what_was_promised(member, kind):
    ActFactory(member=member, kind=ActKindFactory(value=40))
    asked(member, ActKindFactory(), ago=10, value=10)
    assert queries.may_ask(member, kind).allowed
    asked(member, ActKindFactory(), ago=10, value=1)
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("bank", None)
    ActFactory(member=member, kind=ActKindFactory(value=1, direction="deposit"))
    assert queries.may_ask(member, kind).allowed


def test_a_gap_lies_between_two_asks_of_a_kind(member, kind):
    asked(member, kind, ago=10)
    answer = queries.may_ask(member, kind)
    assert (answer.rule, answer.lifts_on) == ("gap", clock.today() + days(20))
    assert queries.may_ask(member, ActKindFactory(gap_days=30)).allowed


def test_who_has_just_done_it_is_not_asked_for_it(member, kind):
    ActFactory(member=member, kind=kind, occurred_on=clock.today() - days(5))
    assert queries.may_ask(member, kind).lifts_on == clock.today() + days(25)


def test_a_rule_that_is_off_lets_everything_through(db, member, company, kind):
    company.first_value_on = None
    queries.rules().first_value_on = False
    db.session.flush()
    assert queries.may_ask(member, kind).allowed


def test_many_are_answered_in_as_many_selects_as_one(db, company, kind):
    ids = [MemberFactory(company=company).id for _ in range(30)]
    one = count_selects(lambda: queries.may_ask_all(ids[:1], kind))
    assert count_selects(lambda: queries.may_ask_all(ids, kind)) == one == 2
    assert set(queries.may_ask_all(ids, kind)) == set(ids)


# Asking


def test_an_ask_is_on_record_once(db, member, kind, manager):
    first = operations.ask(member, kind, source="call:1", by=manager)
    assert operations.ask(member, kind, source="call:1", by=manager) is first
    assert (first.weight, first.value, first.company_id) == (4, 10, member.company.id)
    with pytest.raises(operations.NotNow) as refusal:
        operations.ask(member, kind, source="call:2", by=manager)
    assert refusal.value.answer.rule == "gap"
    assert db.session.query(Ask).count() == 1


def test_an_override_is_on_record_with_its_reason(db, member, company, kind, manager):
    company.first_value_on = None
    db.session.flush()
    made = operations.ask(member, kind, source="call:1", by=manager, because="They offered")
    assert (made.overridden_rule, made.overridden_because) == ("first_value", "They offered")
    line = db.session.query(AuditEntry).filter_by(action="ask.overridden").one()
    assert line.after["because"] == "They offered"


def test_a_reason_that_was_not_needed_overrides_nothing(db, member, kind, manager):
    made = operations.ask(member, kind, source="call:1", by=manager, because="Just in case")
    assert made.overridden_because is None


def test_deposits_are_not_asked_for(member, manager):
    with pytest.raises(operations.NotAnAsk):
        operations.ask(member, ActKindFactory(direction="deposit"), source="x", by=manager)


def test_doing_it_answers_the_oldest_open_ask(db, member, kind):
    old, new = asked(member, kind, ago=20), asked(member, kind, ago=2)
    operations.record(kind, member, source="done:1")
    assert (old.outcome, new.outcome) == ("done", None)
    operations.close(new, "declined")
    operations.close(new, "done")
    assert new.outcome == "declined"


def test_an_ask_without_an_answer_lapses(db, member, kind):
    old, new = asked(member, kind, ago=90), asked(member, kind, ago=89)
    assert operations.lapse() == 1
    db.session.refresh(old)
    assert (old.outcome, new.outcome) == ("lapsed", None)
    assert operations.lapse() == 0


# The judgement, on any facts

some_days = st.integers(-200, 200).map(lambda n: TODAY + timedelta(days=n))
weights = st.integers(0, 12)
asks = st.lists(st.tuples(some_days.filter(lambda d: d <= TODAY), weights), max_size=8)
facts = st.builds(
    Facts,
    member_id=st.just(1),
    company_id=st.none() | st.just(1),
    company=st.just("Acme"),
    first_value_on=st.none() | some_days,
    crisis_open=st.booleans(),
    crisis_ended_on=st.none() | some_days,
    paused_until=st.none() | some_days,
    opted_out=st.booleans(),
    asks=asks,
    company_asks=asks,
    bank=st.integers(-80, 40),
    promised=st.integers(0, 40),
    last_on=st.none() | some_days.filter(lambda d: d <= TODAY),
)
wanted = st.builds(
    Wanted,
    kind_id=st.just(1),
    weight=weights,
    value=st.integers(0, 30),
    gap_days=st.integers(0, 120),
    on=st.just(TODAY),
)
switches = st.fixed_dictionaries({f"{rule}_on": st.booleans() for rule in RULES})


def rules_of(switched):
    return AskRules(
        id=1, crisis_days=14, window_days=90, member_budget=10, company_budget=40, bank_floor=-60,
        **switched,
    )  # fmt: skip


@given(facts, wanted, switches)
@settings(max_examples=400, deadline=None)
def test_yes_means_that_no_budget_and_no_floor_is_crossed(app, facts, wanted, switched):
    rules = rules_of(switched)
    if not judge(facts, wanted, rules).allowed:
        return
    window = [weight for day, weight in facts.asks if TODAY - day < timedelta(days=90)]
    if rules.member_budget_on:
        assert sum(window) + wanted.weight <= 10
    if rules.bank_on:
        assert facts.bank - facts.promised - wanted.value >= -60
    if rules.pause_on and facts.paused_until:
        assert facts.paused_until <= TODAY
    if rules.crisis_on:
        assert not facts.crisis_open


@given(facts, wanted, switches)
@settings(max_examples=400, deadline=None)
def test_the_day_on_which_a_rule_lifts_is_the_first_on_which_it_agrees(
    app, facts, wanted, switched
):
    answer = judge(facts, wanted, rules_of(switched))
    if answer.lifts_on is None:
        return
    alone = rules_of(dict.fromkeys(switched, False) | {f"{answer.rule}_on": True})
    assert judge(facts, replace(wanted, on=answer.lifts_on), alone).allowed
    before = replace(wanted, on=answer.lifts_on - timedelta(days=1))
    assert judge(facts, before, alone).rule == answer.rule
    assert answer.lifts_on > TODAY
