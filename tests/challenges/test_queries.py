"""What the front page shows of challenges."""

import pytest

from hub.challenges import operations, queries
from tests.challenges.helpers import a_challenge, begun, every_kind, handed_in
from tests.factories import MemberFactory

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


def test_a_card_keeps_the_promise(member):
    challenge = a_challenge(points=50)
    begun(challenge, member)
    challenge.points = 5
    assert queries.visible(member, challenge.id).points == 50
