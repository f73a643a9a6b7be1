"""The dry run: the guard over sets says what it says of each, and what asking would really do."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, true

from hub import clock
from hub.advocacy import operations, queries
from hub.advocacy.judging import Wanted
from hub.advocacy.models import RULES, ActKind
from hub.advocacy.queries.verdicts import verdicts
from hub.db import db
from hub.members.models import Member, Position
from tests.advocacy.worlds import set_rules, settle, worlds
from tests.factories import ActKindFactory, AskFactory, CompanyFactory, MemberFactory
from tests.queries import count_selects

many = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def reader(app, db):
    with app.test_request_context():
        yield


@contextmanager
def undone():
    """What happens inside never happened."""
    db.session.expire_all()
    savepoint = db.session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


def each(wanted):
    """What the guard says of every member there is, one by one."""
    kind = db.session.get_one(ActKind, wanted.kind_id)
    ids = db.session.scalars(select(Member.id)).all()
    answers = queries.may_ask_all(ids, kind, weight=wanted.weight, on=wanted.on)
    return {id: answer.rule for id, answer in answers.items()}


@given(worlds, st.integers(0, 2))
@many
def test_the_first_rule_over_sets_is_the_first_rule_of_each(world, ahead):
    with undone():
        wanted = settle(world)
        wanted = replace(wanted, on=wanted.on + timedelta(days=ahead))
        found = first_rules(wanted)
        assert found == each(wanted)
        run, counts = queries.dry_run(wanted, true()), Counter(found.values())
        assert run.effect.may_be_asked == counts.pop(None, 0)
        assert run.stopped == counts
        # And each alone: together the first rules hide the last.
        for rule in RULES:
            set_rules(**{f"{one}_on": one == rule for one in RULES})
            assert first_rules(wanted) == each(wanted)


def first_rules(wanted):
    """What the guard says of everybody at once."""
    rows = db.session.execute(verdicts(wanted, queries.rules(), true()))
    return {row.member_id: row.rule for row in rows}


@given(worlds)
@many
def test_as_many_can_be_asked_as_the_dry_run_said_and_no_budget_is_crossed(world):
    with undone():
        wanted = settle(world)
        kind = db.session.get_one(ActKind, wanted.kind_id)
        effect = queries.dry_run(wanted, true()).effect
        asked = {m.id for m in db.session.scalars(select(Member)) if was_asked(m, kind)}
        assert len(asked) == effect.can_be_asked
        after = db.session.execute(verdicts(wanted, queries.rules(), true())).all()
        for row in after:
            if row.member_id in asked:
                rooms = (row.member_room, row.company_room, row.bank_room)
                assert all(room is None or room >= 0 for room in rooms)
        full = {row.company_id for row in after if (row.company_room or 0) < wanted.weight}
        touched = {row.company_id for row in after if row.member_id in asked}
        if queries.rules().company_budget_on:
            assert effect.companies_full == len((full & touched) - {None})


def was_asked(member, kind):
    try:
        operations.ask(member, kind, source=f"for-real:{member.id}", by=None)
    except operations.NotNow:
        return False
    return True


class TestByExample:
    @pytest.fixture
    def company(self):
        return CompanyFactory(first_value_on=clock.today())

    def test_colleagues_share_what_is_left_of_their_companys_budget(self, company):
        kind = ActKindFactory(weight=8, value=0)
        AskFactory(member=MemberFactory(company=company), weight=8)
        MemberFactory.create_batch(29, company=company)
        elsewhere = CompanyFactory(first_value_on=clock.today())
        MemberFactory.create_batch(2, company=elsewhere)
        MemberFactory(company=False)
        effect = queries.dry_run(Wanted.of(kind, clock.today()), true()).effect
        # 4 of 8 fit into the 32 that are left of 40; whoever was asked has 2 of their 10 left.
        assert (effect.may_be_asked, effect.can_be_asked) == (32, 4 + 2 + 1)
        assert (effect.companies, effect.companies_short, effect.companies_full) == (2, 1, 1)
        assert effect.members_full == 32

    def test_what_is_left_of_the_bank(self, company):
        kind = ActKindFactory(weight=1, value=40)
        MemberFactory(company=company)
        effect = queries.dry_run(Wanted.of(kind, clock.today()), true()).effect
        assert (effect.may_be_asked, effect.members_at_floor, effect.members_full) == (1, 1, 0)

    def test_only_those_in_question_are_judged_in_one_statement(self, company):
        MemberFactory.create_batch(3, company=company)
        others = MemberFactory()
        wanted = Wanted.of(ActKindFactory(), clock.today())
        there = Member.positions.any(Position.company_id == company.id)
        assert queries.dry_run(wanted, there).everybody == 3
        assert queries.dry_run(wanted, Member.id == others.id).stopped == {"first_value": 1}
        # The rules, and the members.
        assert count_selects(lambda: queries.dry_run(wanted, there)) == 2

    def test_nobody_at_all(self):
        run = queries.dry_run(Wanted.of(ActKindFactory(), clock.today()), Member.id < 0)
        assert (run.everybody, run.stopped, run.effect) == (0, {}, queries.Effect())

    def test_who_stands_behind_each_count(self, company):
        AskFactory.create_batch(3)
        kind = ActKindFactory()
        wanted = Wanted.of(kind, clock.today())
        free = MemberFactory.create_batch(2, company=company)
        stopped = queries.behind(wanted, true(), "first_value", None, 2)
        assert len(stopped.items) == 2
        assert len(queries.behind(wanted, true(), "first_value", stopped.next_key, 2).items) == 1
        assert list(queries.behind(wanted, true(), None, None).items) == free
