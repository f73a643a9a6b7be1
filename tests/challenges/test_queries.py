"""What the front page shows of challenges."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations, queries
from tests.challenges.helpers import a_challenge, begun, every_kind, handed_in
from tests.factories import AudienceFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.usefixtures("reader")


def test_in_progress_counts_steps_and_has_returned_work_first(member):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    operations.save_draft(attempt, steps["link"], by=member, content={"done": True})
    operations.save_draft(attempt, steps["answer"], by=member, content={"text": ""})
    waiting = handed_in(a_challenge(), member)
    returned = handed_in(a_challenge(), member)
    operations.send_back(returned, "Please.", by=MemberFactory(roles=("manager",)))
    cards = queries.in_progress(member)
    assert [card.attempt for card in cards] == [returned, attempt, waiting]
    assert (cards[1].steps, cards[1].steps_done) == (4, 1)
    assert len(queries.in_progress(member, limit=1)) == 1


def test_suggestions_say_why(member):
    now = clock.now()
    old = now - timedelta(days=90)
    slow = a_challenge(minutes=60, published_at=old)
    new = a_challenge(minutes=30)
    quick = a_challenge(minutes=2, published_at=old)
    soon = a_challenge(minutes=90, closes_at=now + timedelta(days=3))
    begun(a_challenge(minutes=1), member)
    a_challenge(audience_id=AudienceFactory().id, minutes=1)
    cards = queries.suggested(member, limit=10)
    assert [(card.challenge, str(card.why)) for card in cards] == [
        (soon, "Closes soon"),
        (quick, "A quick one"),
        (new, "New this week"),
        (slow, "You have not tried this yet"),
    ]


def test_alumni_are_suggested_what_is_for_them(db):
    alumna = MemberFactory(company=False)
    PositionFactory(member=alumna, ended_on=clock.today())
    challenge = a_challenge(audience_id=AudienceFactory().id)
    (card,) = queries.suggested(alumna)
    assert (card.challenge, str(card.why)) == (challenge, "For a few, and you are one of them")


def test_a_card_keeps_the_promise(member):
    challenge = a_challenge(points=50)
    begun(challenge, member)
    challenge.points = 5
    assert queries.visible(member, challenge.id).points == 50
