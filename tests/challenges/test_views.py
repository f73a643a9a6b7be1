"""Members' page of one challenge, and beginning it."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.factories import AudienceFactory, BadgeFactory


def attempts(db):
    return db.session.query(Attempt)


def test_a_page_says_what_it_is_and_what_it_earns(tab):
    challenge = a_challenge(
        description="Some **words**.", points=1234, badge=BadgeFactory(name="Storyteller")
    )
    page = tab.get(f"/challenges/{challenge.id}").text
    for words in ("<strong>words</strong>", "1,234", "Storyteller", "What do you think?", "Start"):
        assert words in page


def test_reviews_show_the_disclosure_line(tab):
    assert "Say where you stand" in tab.get(f"/challenges/{a_challenge(kind='review').id}").text
    assert "Say where you stand" not in tab.get(f"/challenges/{a_challenge().id}").text


@pytest.mark.parametrize(
    "values",
    [
        {"published_at": None},
        {"closed_at": clock.now()},
        {"closes_at": clock.now() - timedelta(days=1)},
        {"audience_id": ...},
    ],
)
def test_what_a_member_may_not_see_is_not_there(tab, values):
    if values.get("audience_id"):
        values = {"audience_id": AudienceFactory().id}
    challenge = a_challenge(**values)
    assert tab.get(f"/challenges/{challenge.id}").status_code == 404
    assert tab.post(f"/challenges/{challenge.id}/attempt").status_code == 404


def test_what_was_begun_stays_readable_after_the_close(tab, member):
    challenge = a_challenge()
    attempt = begun(challenge, member)
    operations.save_draft(
        attempt, challenge.steps[0], by=member, content={"text": "Half a thought"}
    )
    challenge.closed_at = clock.now()
    page = tab.get(f"/challenges/{challenge.id}").text
    assert "This challenge has closed" in page
    assert "Half a thought" in page
    assert "Hand in" not in page


def test_a_decision_and_its_message_are_shown(tab, member, manager):
    challenge = a_challenge(points=70)
    attempt = handed_in(challenge, member)
    address = f"/challenges/{challenge.id}"
    assert "With the reviewer" in tab.get(address).text
    operations.send_back(attempt, "Which *one*?", by=manager)
    returned = tab.get(address).text
    assert "Which <em>one</em>?" in returned
    assert "Hand in" in returned
    operations.hand_in(attempt, by=member)
    operations.approve(attempt, "Thank you!", by=manager)
    approved = tab.get(address).text
    assert "You earned 70 points" in approved
    assert "Thank you!" in approved
    assert "What was said before" in approved


def test_a_rejection_says_why(tab, member, manager):
    challenge = a_challenge()
    operations.reject(handed_in(challenge, member), "It is an advertisement.", by=manager)
    page = tab.get(f"/challenges/{challenge.id}").text
    assert "not accepted" in page
    assert "It is an advertisement." in page


# Starting


def test_start(db, tab, member):
    challenge = a_challenge()
    for _ in range(2):
        response = tab.post(f"/challenges/{challenge.id}/attempt")
        assert response.status_code == 303
        assert response.location == f"/challenges/{challenge.id}#steps"
    assert attempts(db).filter_by(member_id=member.id).count() == 1


def test_start_as_a_fragment(tab, htmx):
    challenge = a_challenge()
    response = tab.post(f"/challenges/{challenge.id}/attempt", headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="work"' in response.text


def test_everything_here_asks_for_a_sign_in(client):
    challenge = a_challenge()
    for path in ("/challenges", "/challenges/done", f"/challenges/{challenge.id}"):
        assert "/sign-in" in client.get(path).location
