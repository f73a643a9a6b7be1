"""Ranks, neighbours, and who is on the board."""

import pytest

from hub import clock
from hub.home.queries import leaderboard
from tests.factories import MemberFactory, give_points
from tests.queries import count_queries


def with_points(points, **kwargs):
    member = MemberFactory(**kwargs)
    give_points(member, points)
    return member


def ranks(rows):
    return [(row.rank, row.lifetime) for row in rows]


def test_equal_points_share_a_rank(db):
    for points in (300, 200, 200, 100):
        with_points(points)
    assert ranks(leaderboard.top()) == [(1, 300), (2, 200), (2, 200), (4, 100)]


def test_staff_and_those_who_left_or_hide_are_not_on_it(db):
    shown = with_points(10)
    with_points(900, roles=("csm",))
    with_points(900, roles=("manager",))
    with_points(900, deactivated_at=clock.now())
    with_points(900, erased_at=clock.now())
    with_points(900, hidden_from_boards_at=clock.now())
    MemberFactory()
    leader = with_points(5, roles=("chapter leader",))
    assert [row.member for row in leaderboard.top()] == [shown, leader]


def test_neighbours_carry_the_ranks_of_the_whole_board(db):
    members = [with_points(points) for points in (90, 80, 70, 70, 60, 50, 50, 40, 30)]
    place = leaderboard.place(members[6])
    assert ranks(place.rows) == [(3, 70), (5, 60), (6, 50), (6, 50), (8, 40), (9, 30)]
    assert (place.me.rank, place.me.member) == (6, members[6])


@pytest.mark.parametrize("index", range(7))
def test_every_member_finds_the_rank_that_the_board_gives_them(db, index):
    members = [with_points(points) for points in (9, 8, 8, 8, 8, 2, 1)]
    on_board = {row.member.id: row.rank for row in leaderboard.top()}
    place = leaderboard.place(members[index])
    assert {row.member.id: row.rank for row in place.rows}.items() <= on_board.items()


def test_a_hidden_member_sees_their_rank_and_takes_nobody_s(db):
    first = with_points(90)
    hidden = with_points(80, hidden_from_boards_at=clock.now())
    last = with_points(70)
    assert ranks(leaderboard.place(hidden).rows) == [(1, 90), (2, 80), (2, 70)]
    assert ranks(leaderboard.place(last).rows) == [(1, 90), (2, 70)]
    assert leaderboard.place(first).me.rank == 1


def test_without_points_there_is_no_place_yet(db):
    assert leaderboard.place(MemberFactory()) == leaderboard.Place([], None)


def test_the_page_asks_as_much_for_twenty_as_for_three(db, sign_in_as):
    me = with_points(1000)
    client = sign_in_as(me)
    for points in (10, 20, 30):
        with_points(points)
    few = count_queries(lambda: client.get("/leaderboard"))
    for points in range(100, 120):
        with_points(points)
    assert count_queries(lambda: client.get("/leaderboard")) == few
