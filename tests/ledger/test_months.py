"""A member's points by month."""

from datetime import UTC, date, datetime

import pytest

from hub import clock
from hub.ledger.operations import Cause, award, hold, release, reverse
from hub.ledger.queries.months import months
from tests.factories import MemberFactory

TODAY = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def at(member):
    def move(when, verb, *args, key):
        with clock.travel(when):
            return verb(*args, Cause(member, "Because", key))

    return move


def seen(member, zone="UTC"):
    with clock.travel(TODAY):
        return {
            month.first_day: (month.earned, month.spent)
            for month in months(member.id, zone)
            if month.earned or month.spent
        }


def test_twelve_months_stand_there_even_for_somebody_without_points(member):
    with clock.travel(TODAY):
        found = months(member.id, "UTC")
    assert [month.first_day for month in (found[0], found[-1])] == [
        date(2025, 4, 1),
        date(2026, 3, 1),
    ]
    assert (len(found), sum(month.earned for month in found)) == (12, 0)


def test_what_comes_back_counts_against_the_month_in_which_it_came_back(member, at):
    january, february = datetime(2026, 1, 9, tzinfo=UTC), datetime(2026, 2, 9, tzinfo=UTC)
    first = at(january, award, member.id, 100, key="a")
    at(january, award, member.id, 40, key="b")
    at(january, hold, member.id, 30, key="c")
    at(february, release, member.id, 30, key="d")
    at(february, reverse, first, key="e")
    assert seen(member) == {date(2026, 1, 1): (140, 30), date(2026, 2, 1): (-100, -30)}


def test_a_month_begins_at_the_readers_midnight_and_old_ones_are_left_out(member, at):
    at(datetime(2026, 1, 31, 23, 30, tzinfo=UTC), award, member.id, 10, key="a")
    at(datetime(2025, 3, 31, 12, tzinfo=UTC), award, member.id, 99, key="b")
    assert seen(member) == {date(2026, 1, 1): (10, 0)}
    assert seen(member, "Europe/Berlin") == {date(2026, 2, 1): (10, 0)}
