"""Seats, giving them up, and the waiting list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt, Wait
from hub.notifications.models import Notification
from hub.outbox import OutboxJob
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.challenges.test_limits import plan_for
from tests.factories import AudienceFactory, MemberFactory

DAYS = timedelta(days=3, minutes=1)


@pytest.fixture
def full(db):
    """A challenge with one seat, which somebody has."""
    challenge = a_challenge(title="Ten minutes on stage", seats=1)
    begun(challenge, MemberFactory())
    return challenge


def holder(db, challenge):
    return db.session.query(Attempt).filter_by(challenge_id=challenge.id).first()


def told(db, member):
    return db.session.scalars(
        select(Notification).where(
            Notification.member_id == member.id, Notification.kind == "seat_free"
        )
    ).all()


def test_a_full_challenge_cannot_be_begun(reader, full, member):
    with pytest.raises(operations.Full):
        operations.start(full, by=member)
    assert operations.seats_left(full) == 0


def test_what_is_given_up_goes_to_who_has_waited_longest(db, reader, full, member):
    second = MemberFactory()
    for one in (member, second, member):
        operations.wait_in_line(full, by=one)
    attempt = holder(db, full)
    operations.give_up(attempt, by=attempt.member)
    assert (len(told(db, member)), len(told(db, second))) == (1, 0)
    with pytest.raises(operations.Full):
        operations.start(full, by=second)
    with pytest.raises(operations.Full):
        operations.start(full, by=attempt.member)
    assert operations.start(full, by=member).state == "in_progress"
    assert operations.seats_left(full) == 0


def test_a_rejection_frees_the_seat(db, reader, member, manager):
    challenge = a_challenge(seats=1)
    attempt = handed_in(challenge, MemberFactory())
    operations.wait_in_line(challenge, by=member)
    operations.reject(attempt, "No.", by=manager)
    assert len(told(db, member)) == 1


def test_an_approval_keeps_it(db, reader, member, manager):
    challenge = a_challenge(seats=1)
    operations.approve(handed_in(challenge, MemberFactory()), by=manager)
    with pytest.raises(operations.Full):
        operations.start(challenge, by=member)


def test_three_days_and_then_it_is_the_next_ones(db, reader, full, member):
    second = MemberFactory()
    for one in (member, second):
        operations.wait_in_line(full, by=one)
    attempt = holder(db, full)
    operations.give_up(attempt, by=attempt.member)
    wait = db.session.query(Wait).filter_by(member_id=member.id).one()
    (job,) = db.session.query(OutboxJob).filter_by(name="challenges.lapse_offer")
    assert (job.arguments, job.due_at) == ({"wait_id": wait.id}, wait.offer_ends_at)
    operations.lapse(wait)
    assert wait.ended_at is None
    with clock.travel(clock.now() + DAYS):
        for _ in range(2):
            operations.lapse(wait)
        assert wait.ended_by == "lapsed"
        assert len(told(db, second)) == 1
        with pytest.raises(operations.Full):
            operations.start(full, by=member)


def test_who_has_begun_by_then_keeps_it(db, reader, full, member):
    operations.wait_in_line(full, by=member)
    attempt = holder(db, full)
    operations.give_up(attempt, by=attempt.member)
    operations.start(full, by=member)
    wait = db.session.query(Wait).filter_by(member_id=member.id).one()
    with clock.travel(clock.now() + DAYS):
        operations.lapse(wait)
    assert wait.ended_by == "began"


def test_who_may_not_begin_any_more_is_passed_over(db, reader, full, member):
    second = MemberFactory()
    audience = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    full.audience_id = audience.id
    for one in (member, second):
        operations.wait_in_line(full, by=one)
    member.positions[0].ended_on = clock.today()
    db.session.flush()
    attempt = holder(db, full)
    operations.give_up(attempt, by=attempt.member)
    assert (len(told(db, member)), len(told(db, second))) == (0, 1)


def test_seats_that_are_added_go_to_those_who_wait(db, reader, full, member, manager):
    operations.wait_in_line(full, by=member)
    operations.update(full, replace(plan_for(full), seats=2), by=manager)
    assert len(told(db, member)) == 1


def test_what_waits_for_a_reviewer_is_taken_back_first(reader, member):
    challenge = a_challenge(seats=1)
    attempt = handed_in(challenge, member)
    with pytest.raises(operations.NotEditable):
        operations.give_up(attempt, by=member)
    with pytest.raises(operations.NotForYou):
        operations.give_up(attempt, by=MemberFactory())


# Pages


def test_the_card_counts(tab, full):
    a_challenge(title="Room for two", seats=2)
    page = tab.get("/challenges").text
    assert "2 places left" in page
    assert "Full" in page
    for _ in range(4):
        operations.wait_in_line(full, by=MemberFactory())
    assert "Full: 4 are waiting" in tab.get("/challenges").text


def test_waiting_and_leaving(db, tab, htmx, full):
    address = f"/challenges/{full.id}"
    assert "Join the waiting list" in tab.get(address).text
    for _ in range(2):
        response = tab.post(f"{address}/wait")
        assert (response.status_code, response.location) == (303, address)
    assert db.session.query(Wait).count() == 1
    assert "You are on the waiting list" in tab.get(address).text
    left = tab.post(f"{address}/wait/end", headers=htmx)
    assert "<html" not in left.text
    assert "Join the waiting list" in left.text
    assert "Join the waiting list" not in tab.post(f"{address}/wait", headers=htmx).text


def test_giving_up_is_asked_first(tab, stranger, member):
    challenge = a_challenge(seats=1)
    address = f"/challenges/{challenge.id}/place/cancellation"
    assert tab.get(address).status_code == 303
    attempt = begun(challenge, member)
    assert "Give up my place" in tab.get(f"/challenges/{challenge.id}").text
    assert "Yes, give it up" in tab.get(address).text
    assert stranger.post(address).status_code == 404
    assert tab.post(address).location == "/challenges"
    assert attempt.state == "given_up"
    assert tab.post(address).status_code == 404


def test_nobody_waits_for_what_they_may_not_see(tab):
    hidden = a_challenge(seats=1, audience_id=AudienceFactory().id)
    assert tab.post(f"/challenges/{hidden.id}/wait").status_code == 404
