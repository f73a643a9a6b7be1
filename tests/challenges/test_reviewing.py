"""The review queue and the decision."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations, queries
from hub.ledger.queries.standing import standing
from tests.challenges.helpers import a_challenge, begun, every_kind, handed_in
from tests.factories import CompanyFactory, MemberFactory
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory(given_name="Mira", company=CompanyFactory(name="Northwind"))


@pytest.fixture
def tab(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def advocate(db, sign_in_as):
    return sign_in_as(MemberFactory())


def test_the_queue_is_oldest_first_with_age_and_company(tab, member):
    new = handed_in(a_challenge(title="New one"), member)
    old = handed_in(a_challenge(title="Old one"), MemberFactory())
    old.handed_in_at = clock.now() - timedelta(days=3)
    old.due_at = clock.now() - timedelta(hours=5)
    page = tab.get("/console/reviews").text
    queue = page[page.index('id="queue"') :]
    assert queue.index("Old one") < queue.index("New one")
    for words in (
        "waiting 3 days",
        "5 hours late",
        "just in",
        "due in 2 days",
        "Northwind",
        "Analyst",
        "Mira",
    ):
        assert words in queue
    assert queries.waiting_count() == 2
    assert queries.oldest_waiting() is old
    only = tab.get(f"/console/reviews?challenge={new.challenge_id}").text
    assert "Old one" not in only[only.index('id="queue"') :]


def test_an_empty_queue_says_so(tab):
    assert "All done" in tab.get("/console/reviews").text


def test_a_longer_queue_takes_no_more_queries(db, tab):
    def fill(number):
        for _ in range(number):
            handed_in(a_challenge(), MemberFactory())
        db.session.expire_all()

    fill(3)
    few = count_queries(lambda: tab.get("/console/reviews"))
    fill(17)
    assert count_queries(lambda: tab.get("/console/reviews")) == few


def test_the_whole_work_stands_beside_the_decision(tab, member, manager):
    challenge = a_challenge()
    attempt = handed_in(challenge, member, text="Words of <b>mine</b>")
    operations.send_back(attempt, "Say *more*.", by=manager)
    operations.hand_in(attempt, by=member)
    page = tab.get(f"/console/reviews/{attempt.id}").text
    assert "Words of &lt;b&gt;mine&lt;/b&gt;" in page
    assert "Say <em>more</em>." in page
    assert "Northwind" in page


def test_what_was_never_handed_in_is_nobodys_to_read(tab, member):
    challenge, _steps = every_kind()
    attempt = begun(challenge, member)
    assert tab.get(f"/console/reviews/{attempt.id}").status_code == 404


def test_approve_and_go_on_to_the_next(tab, member):
    attempt = handed_in(a_challenge(points=70), member)
    upcoming = handed_in(a_challenge(), member)
    address = f"/console/attempts/{attempt.id}/approval"
    response = tab.post(address, data={"message": "Thank you."})
    assert (response.status_code, response.location) == (303, f"/console/reviews/{upcoming.id}")
    assert standing(member.id).balance == 70
    last = tab.post(f"/console/attempts/{upcoming.id}/approval")
    assert last.location == "/console/reviews"


def test_approve_as_a_fragment(tab, member, htmx):
    attempt = handed_in(a_challenge(), member)
    upcoming = handed_in(a_challenge(title="Come next"), member)
    response = tab.post(f"/console/attempts/{attempt.id}/approval", headers=htmx)
    assert "<html" not in response.text
    assert "Come next" in response.text
    assert response.headers["HX-Push-Url"] == f"/console/reviews/{upcoming.id}"
    last = tab.post(f"/console/attempts/{upcoming.id}/approval", headers=htmx)
    assert "All done" in last.text


@pytest.mark.parametrize(("noun", "state"), [("return", "returned"), ("rejection", "rejected")])
def test_return_and_reject(tab, member, htmx, noun, state):
    attempt, other = (handed_in(a_challenge(), member) for _ in range(2))
    response = tab.post(f"/console/attempts/{attempt.id}/{noun}", data={"message": "Why?"})
    assert (response.status_code, attempt.state) == (303, state)
    part = tab.post(f"/console/attempts/{other.id}/{noun}", data={"message": "Why?"}, headers=htmx)
    assert "<html" not in part.text
    assert other.state == state


@pytest.mark.parametrize("noun", ["return", "rejection"])
@pytest.mark.parametrize("partial", [False, True])
def test_return_and_reject_need_a_message(tab, member, htmx, noun, partial):
    attempt = handed_in(a_challenge(), member)
    response = tab.post(
        f"/console/attempts/{attempt.id}/{noun}",
        data={"message": "   "},
        headers=htmx if partial else {},
    )
    assert response.status_code == 422
    assert ("<html" not in response.text) is partial
    assert "the member needs to know why" in response.text
    assert attempt.state == "waiting"


def test_too_long_a_message_comes_back(tab, member):
    attempt = handed_in(a_challenge(), member)
    message = "word " * 1000
    response = tab.post(f"/console/attempts/{attempt.id}/approval", data={"message": message})
    assert response.status_code == 422
    assert message.strip() in response.text


@pytest.mark.parametrize("partial", [False, True])
def test_the_second_decision_is_told_about_the_first(tab, member, htmx, partial):
    attempt = handed_in(a_challenge(points=30), member)
    first = MemberFactory(roles=("manager",), given_name="Nadia", family_name="")
    operations.approve(attempt, by=first)
    answer = tab.post(
        f"/console/attempts/{attempt.id}/return",
        data={"message": "Say *more*."},
        headers=htmx if partial else {},
    )
    assert answer.status_code == 409
    assert ("<html" not in answer.text) is partial
    assert "Nadia approved this a moment ago" in answer.text
    # As it was decided, and the words that went nowhere.
    assert "/rejection" not in answer.text
    assert "Your message was not sent" in answer.text
    assert "Say *more*." in answer.text
    assert standing(member.id).balance == 30


def test_another_decision_of_ones_own_is_told_as_what_it_was(tab, member):
    attempt = handed_in(a_challenge(), member)
    tab.post(f"/console/attempts/{attempt.id}/approval")
    answer = tab.post(f"/console/attempts/{attempt.id}/return", data={"message": "Wait."})
    assert "You approved this a moment ago." in answer.text
    assert "It counts once" not in answer.text


def test_what_changed_since_it_was_opened_is_looked_at_again(tab, member, htmx):
    attempt = handed_in(a_challenge(), member)
    page = tab.get(f"/console/reviews/{attempt.id}").text
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0].replace("&#43;", "+")
    operations.withdraw(attempt, by=member)
    taken_back = tab.post(f"/console/attempts/{attempt.id}/approval", data={"seen": seen})
    assert taken_back.location == "/console/reviews"
    assert "taken this back" in tab.get("/console/reviews").text
    operations.hand_in(attempt, by=member)
    response = tab.post(
        f"/console/attempts/{attempt.id}/approval", data={"seen": seen}, headers=htmx
    )
    assert response.status_code == 409
    assert "anew" in response.headers["HX-Trigger"]
    assert attempt.state == "waiting"


def test_nobody_decides_on_their_own_work(tab, manager):
    attempt = handed_in(a_challenge(), manager)
    page = tab.get(f"/console/reviews/{attempt.id}").text
    assert "This is your own work" in page
    assert "/approval" not in page
    assert tab.post(f"/console/attempts/{attempt.id}/approval").status_code == 403
    assert queries.next_waiting(manager) is None


def test_only_reviewers_come_in(tab, advocate, member):
    attempt = handed_in(a_challenge(), member)
    assert advocate.get("/console/reviews").status_code == 403
    assert advocate.get(f"/console/reviews/{attempt.id}").status_code == 403
    for noun in ("approval", "return", "rejection"):
        assert advocate.post(f"/console/attempts/{attempt.id}/{noun}").status_code == 403
        assert tab.post(f"/console/attempts/999999/{noun}").status_code == 404
    assert tab.get("/console/reviews/999999").status_code == 404
