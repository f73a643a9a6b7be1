"""The loyalty bank agrees with the acts, of members and of companies."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import clock
from hub.advocacy import queries
from hub.advocacy.models import Act
from tests.factories import ActFactory, ActKindFactory, CompanyFactory, MemberFactory
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory()


def test_deposits_minus_withdrawals(db, member):
    ActFactory(member=member, kind=ActKindFactory(value=8))
    ActFactory(member=member, kind=ActKindFactory(value=3, direction="deposit"))
    ActFactory(kind=ActKindFactory(value=50, direction="deposit"))
    found = queries.bank(member)
    assert (found.deposits, found.withdrawals, found.balance) == (3, 8, -5)


def test_a_companys_bank_keeps_what_was_done_in_peoples_time_there(db, member):
    company = member.company
    ActFactory(member=member, kind=ActKindFactory(value=4, direction="deposit"))
    member.position.ended_on = clock.today()
    db.session.flush()
    ActFactory(member=member, company_id=None, kind=ActKindFactory(value=9))
    assert queries.bank(company).balance == 4
    assert queries.bank(member).balance == -5
    assert queries.bank(CompanyFactory()).balance == 0


def test_24_months_the_oldest_first_empty_ones_too(db, member):
    this_month = clock.today().replace(day=1)
    ActFactory(member=member, occurred_on=this_month, kind=ActKindFactory(value=4))
    ActFactory(member=member, occurred_on=this_month - timedelta(days=1), deposit=True)
    ActFactory(member=member, occurred_on=this_month - timedelta(days=760))
    found = queries.months(member)
    assert len(found) == 24
    assert [month.first_day for month in found] == sorted(month.first_day for month in found)
    assert (found[-1].first_day, found[-1].withdrawals, found[-1].deposits) == (this_month, 4, 0)
    assert (found[-2].withdrawals, found[-2].deposits) == (0, 5)
    assert all(month.deposits == month.withdrawals == 0 for month in found[:-2])


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 40), st.booleans())))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_many_balances_at_once_agree_with_one_by_one(db, acts):
    with db.session.begin_nested() as undone:
        people = [MemberFactory() for _ in range(3)]
        for whose, deposit, value, gone in acts:
            ActFactory(
                member=people[whose],
                kind=ActKindFactory(value=value, direction="deposit" if deposit else "withdrawal"),
                taken_back_at=clock.now() if gone else None,
                taken_back_because="a slip" if gone else None,
            )
        together = queries.balances(Act.member_id, [one.id for one in people])
        by_hand = {
            person.id: sum(
                (value if deposit else -value)
                for whose, deposit, value, gone in acts
                if people[whose] is person and not gone
            )
            for person in people
        }
        assert together == {one.id: queries.bank(one).balance for one in people} == by_hand
        undone.rollback()


def test_pages_of_acts_take_as_many_selects_for_twenty_as_for_two(db, member, sign_in_as):
    manager = sign_in_as(MemberFactory(roles=("manager",)))
    for _ in range(2):
        ActFactory()
    few = count_queries(lambda: manager.get("/console/acts"))
    for _ in range(20):
        ActFactory()
    assert count_queries(lambda: manager.get("/console/acts")) == few


def test_what_one_gave_and_got_is_counted_by_kind(db, member):
    talk, gift = ActKindFactory(name="Talks"), ActKindFactory(name="Gifts", direction="deposit")
    for kind in (talk, talk, gift):
        ActFactory(member=member, kind=kind)
    ActFactory(member=member, kind=gift, taken_back_at=clock.now(), taken_back_because="a slip")
    gave, got = queries.given_and_got(member)
    assert [(one.kind.name, one.count) for one in gave] == [("Talks", 2)]
    assert [(one.kind.name, one.count) for one in got] == [("Gifts", 1)]
