"""Seats are never oversold, whoever presses at once."""

import pytest
from sqlalchemy import func, select

from hub.challenges import operations
from hub.challenges.models import SEATED, Attempt, Challenge, Wait
from hub.db import db as hub_db
from hub.members.models import Member
from tests.challenges.helpers import a_challenge, begun
from tests.challenges.test_races import at_once, get
from tests.factories import AttemptFactory, MemberFactory

pytestmark = pytest.mark.xdist_group("committed")


def taken(challenge_id):
    return hub_db.session.scalar(
        select(func.count()).where(Attempt.challenge_id == challenge_id, Attempt.state.in_(SEATED))
    )


def start(challenge_id, member_id):
    return lambda: operations.start(get(Challenge, challenge_id), by=get(Member, member_id))


def test_six_want_two_seats(app, committed):
    for _ in range(3):
        challenge = a_challenge(seats=2).id
        people = [MemberFactory().id for _ in range(6)]
        committed.session.commit()
        said = at_once(app, *(start(challenge, id) for id in people))
        assert said.count("done") == 2
        assert sum("Every place is taken" in one for one in said) == 4
        assert taken(challenge) == 2


def test_giving_up_and_beginning_at_once_never_oversells(app, committed):
    for _ in range(3):
        challenge = a_challenge(seats=1)
        holder, waiting, other = (MemberFactory() for _ in range(3))
        attempt = begun(challenge, holder).id
        operations.wait_in_line(challenge, by=waiting)
        ids = challenge.id, holder.id, waiting.id, other.id
        committed.session.commit()
        challenge_id, holder_id, waiting_id, other_id = ids
        at_once(
            app,
            lambda a=attempt, h=holder_id: operations.give_up(get(Attempt, a), by=get(Member, h)),
            start(challenge_id, other_id),
            start(challenge_id, waiting_id),
            start(challenge_id, holder_id),
        )
        promised = (
            hub_db.session.query(Wait)
            .filter(Wait.challenge_id == challenge_id, Wait.offered_at.is_not(None))
            .filter(Wait.ended_at.is_(None))
            .count()
        )
        assert taken(challenge_id) + promised == 1


def test_two_clicks_on_the_last_seat_are_one_attempt(app, committed):
    challenge, member = a_challenge(seats=1).id, MemberFactory().id
    committed.session.commit()
    assert at_once(app, *[start(challenge, member)] * 4) == ["done"] * 4
    assert taken(challenge) == 1


def test_two_starts_of_a_further_round_are_one(app, committed):
    challenge = a_challenge(again="times", again_number=5)
    member = MemberFactory()
    done = AttemptFactory(challenge=challenge, member=member, state="approved")
    done.handed_in_at = done.started_at
    ids = challenge.id, member.id
    committed.session.commit()
    assert at_once(app, *[start(*ids)] * 4) == ["done"] * 4
    rounds = hub_db.session.scalars(select(Attempt.round).order_by(Attempt.round)).all()
    assert rounds == [1, 2]
