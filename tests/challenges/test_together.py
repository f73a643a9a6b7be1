"""Where rounds, places and decisions that are taken back meet."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.advocacy.models import ActKind
from hub.advocacy.operations import record
from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.db import db as hub_db
from hub.ledger.models import Transfer
from hub.ledger.queries.standing import standing
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import ChallengeFactory, MemberFactory, StepFactory

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def one_place(db):
    return a_challenge(seats=1)


def test_a_rejection_is_undone_while_the_place_is_free(one_place, member, manager):
    attempt = handed_in(one_place, member)
    review = operations.reject(attempt, "No.", by=manager)
    assert operations.seats_left(one_place) == 1
    operations.undo(review, by=manager)
    assert attempt.state == "waiting"
    assert operations.seats_left(one_place) == 0


@pytest.mark.parametrize("taken", ["begun", "promised"])
def test_and_not_when_somebody_else_has_it(one_place, member, manager, taken):
    attempt, other = handed_in(one_place, member), MemberFactory()
    if taken == "promised":
        operations.wait_in_line(one_place, by=other)
    review = operations.reject(attempt, "No.", by=manager)
    if taken == "begun":
        operations.start(one_place, by=other)
    with pytest.raises(operations.MovedOn):
        operations.undo(review, by=manager)
    with pytest.raises(operations.MovedOn):
        operations.reverse_decision(review, "We were wrong.", "returned", by=manager)
    assert attempt.state == "rejected"
    assert operations.seats_left(one_place) == 0


def test_an_approval_turned_into_a_rejection_gives_the_place_to_the_next(
    one_place, member, manager
):
    attempt = handed_in(one_place, member)
    wait = operations.wait_in_line(one_place, by=MemberFactory())
    review = operations.approve(attempt, by=manager)
    operations.reverse_decision(review, "It was copied.", "rejected", by=manager)
    assert wait.offered_at is not None


def test_an_older_round_stays_decided_once_the_next_has_begun(db, member, manager):
    challenge = a_challenge(again="times", again_number=3, points=50)
    review = operations.approve(handed_in(challenge, member), by=manager)
    operations.start(challenge, by=member)
    with pytest.raises(operations.MovedOn):
        operations.undo(review, by=manager)
    assert standing(member.id).balance == 50


def test_every_round_pays_once_whatever_is_undone(db, member, manager):
    challenge = a_challenge(again="times", again_number=3, points=50)
    for _round in range(3):
        attempt = handed_in(challenge, member)
        operations.undo(operations.approve(attempt, by=manager), by=manager)
        operations.approve(attempt, by=manager)
    assert standing(member.id).balance == 150
    keys = hub_db.session.scalars(select(Transfer.key).where(Transfer.reason == "award")).all()
    assert len(keys) == len(set(keys)) == 6


def test_a_round_is_not_completed_by_what_completed_the_one_before(db, member, manager):
    challenge = ChallengeFactory(again="days", again_number=1)
    StepFactory(challenge=challenge, kind="refer", settings={})
    kind = hub_db.session.scalars(select(ActKind).where(ActKind.slug == "referral")).one()
    first = operations.start(challenge, by=member)
    record(kind, member, source="one")
    operations.hand_in(first, by=member)
    operations.approve(first, by=manager)
    with clock.travel(clock.now() + timedelta(days=2)):
        second = operations.start(challenge, by=member)
        assert second.round == 2
        with pytest.raises(operations.Incomplete):
            operations.hand_in(second, by=member)
        record(kind, member, source="two")
        operations.hand_in(second, by=member)
    states = hub_db.session.scalars(select(Attempt.state).order_by(Attempt.round)).all()
    assert states == ["approved", "waiting"]
