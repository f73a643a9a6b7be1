"""Once, every so many days, or so many times: rounds, and what each earns."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.again import may_begin, may_begin_after
from hub.challenges.models import Attempt, Challenge
from hub.db import db as hub_db
from hub.ledger.models import Transfer
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.factories import AttemptFactory, MemberFactory


@pytest.fixture
def weekly(db):
    return a_challenge(title="Weekly", again="days", again_number=7)


def done_once(challenge, member, manager):
    operations.approve(handed_in(challenge, member), by=manager)


def test_once_is_once(reader, member, manager):
    challenge = a_challenge()
    done_once(challenge, member, manager)
    assert operations.start(challenge, by=member).round == 1


def test_each_round_pays_under_a_key_of_its_own_and_the_first_as_ever(db, reader, member, manager):
    challenge = a_challenge(again="times", again_number=2)
    done_once(challenge, member, manager)
    second = handed_in(challenge, member)
    assert second.round == 2
    operations.approve(second, by=manager)
    key = f"challenge:{challenge.id}:member:{member.id}"
    keys = db.session.scalars(select(Transfer.key).order_by(Transfer.id)).all()
    assert keys == [key, f"{key}:round:2"]
    assert operations.start(challenge, by=member).id == second.id


def test_days_count_from_the_hand_in(reader, weekly, member, manager):
    now = clock.now()
    attempt = handed_in(weekly, member)
    with clock.travel(now + timedelta(days=5)):
        operations.approve(attempt, by=manager)
    with clock.travel(now + timedelta(days=6)):
        assert operations.start(weekly, by=member).round == 1
    with clock.travel(now + timedelta(days=7, minutes=1)):
        assert operations.start(weekly, by=member).round == 2


def test_no_round_begins_while_another_is_open(db, weekly, member):
    AttemptFactory(challenge=weekly, member=member, round=1)
    with pytest.raises(IntegrityError, match="uq_attempts_open"):
        AttemptFactory(challenge=weekly, member=member, round=2)


def test_a_challenge_that_is_done_again_has_no_seats(db):
    with pytest.raises(IntegrityError, match="seats_once"):
        a_challenge(again="days", again_number=7, seats=3)


def test_the_page_says_when_and_offers_it_then(tab, weekly, member, manager):
    done_once(weekly, member, manager)
    page = tab.get(f"/challenges/{weekly.id}").text
    assert "Again from" in page
    assert "Do it again" not in page
    assert "Weekly" not in tab.get("/challenges").text
    with clock.travel(clock.now() + timedelta(days=8)):
        assert "Do it again" in tab.get(f"/challenges/{weekly.id}").text
        assert "You did it before, and may again" in tab.get("/challenges").text
        tab.post(f"/challenges/{weekly.id}/attempt")
        assert 'id="work"' in tab.get(f"/challenges/{weekly.id}").text


def test_every_round_stays_readable(tab, weekly, member, manager):
    done_once(weekly, member, manager)
    with clock.travel(clock.now() + timedelta(days=8)):
        operations.approve(handed_in(weekly, member, "Another answer"), by=manager)
    listed = tab.get("/challenges/done").text
    assert "Round 1" in listed
    assert "Round 2" in listed
    first = tab.get(f"/challenges/{weekly.id}?round=1").text
    assert "All good here" in first
    assert "Another answer" not in first
    assert tab.get(f"/challenges/{weekly.id}?round=3").status_code == 404
    assert "Another answer" in tab.get(f"/challenges/{weekly.id}").text


STATES = ("in_progress", "waiting", "approved", "rejected", "given_up")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    again=st.sampled_from([("once", None), ("days", 3), ("times", 1), ("times", 2)]),
    rounds=st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 6)), max_size=3),
)
@pytest.mark.usefixtures("db")
def test_the_list_and_the_verb_agree(again, rounds):
    """What SQL says of many is what Python says of one."""
    challenge = a_challenge(again=again[0], again_number=again[1])
    member = MemberFactory()
    last = None
    for number, (state, days) in enumerate(rounds, start=1):
        final = number == len(rounds)
        if not final and state in ("in_progress", "waiting", "given_up"):
            state = "approved"
        at = clock.now() - timedelta(days=days)
        last = AttemptFactory(
            challenge=challenge, member=member, round=number, state=state,
            handed_in_at=None if state == "in_progress" else at,
            given_up_at=at if state == "given_up" else None,
        )  # fmt: skip
    listed = hub_db.session.scalar(
        select(Challenge.id).where(Challenge.id == challenge.id, may_begin(member))
    )
    # A round given up is as if never begun: what came before it decides.
    shown = last
    if last is not None and last.state == "given_up" and last.round > 1:
        shown = hub_db.session.query(Attempt).filter_by(
            challenge_id=challenge.id, member_id=member.id, round=last.round - 1
        ).one()  # fmt: skip
    assert (listed is not None) == may_begin_after(challenge, shown)


def test_a_round_given_up_goes_on(reader, member):
    challenge = a_challenge(seats=1)
    attempt = begun(challenge, member)
    operations.give_up(attempt, by=member)
    assert queries.visible(member, challenge.id).attempt is None
    assert operations.start(challenge, by=member).id == attempt.id
