"""Member and reviewers write to each other; and a returned attempt says where it needs work."""

import secrets

import pytest
from sqlalchemy import select

from hub.challenges import operations, queries
from hub.db import db as hub_db
from hub.notifications.models import Notification
from tests.challenges.helpers import a_challenge, begun, every_kind, handed_in
from tests.factories import MemberFactory


@pytest.fixture
def desk(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def attempt(member):
    return handed_in(a_challenge(title="A story"), member)


def token():
    return secrets.token_hex(16)


def told():
    rows = hub_db.session.scalars(
        select(Notification).where(Notification.kind == "attempt_message").order_by(Notification.id)
    )
    return [(one.member_id, one.link) for one in rows]


@pytest.mark.usefixtures("reader")
class TestRules:
    def test_a_reviewers_words_reach_the_member_before_and_after(self, attempt, member, manager):
        operations.write(attempt, "Which office?", token(), by=manager)
        operations.approve(attempt, by=manager)
        operations.write(attempt, "Thank you again.", token(), by=manager)
        assert told() == [(member.id, f"/challenges/{attempt.challenge_id}#talk")] * 2

    def test_a_members_words_reach_whoever_had_to_do_with_it(self, attempt, member, manager):
        other = MemberFactory(roles=("manager",))
        page = f"/console/reviews/{attempt.id}#talk"
        operations.write(attempt, "Hello?", token(), by=member)
        # Nobody has had to do with it yet: all of them.
        assert told() == [(manager.id, page), (other.id, page)]
        operations.claim(attempt, by=other)
        operations.write(attempt, "Still there?", token(), by=member)
        assert told()[2:] == [(other.id, page)]

    def test_the_same_form_says_it_once(self, attempt, member, manager):
        name = token()
        for _twice in range(2):
            operations.write(attempt, " Hello? \r\n", name, by=member)
        (message,) = queries.talk(attempt)
        assert (message.body, len(told())) == ("Hello?", 1)

    @pytest.mark.parametrize("body", ["", "  \n", "x" * 4001])
    def test_nothing_and_too_much_are_refused(self, attempt, member, body):
        with pytest.raises(operations.NothingSaid):
            operations.write(attempt, body, token(), by=member)

    def test_not_by_strangers_and_not_before_it_is_handed_in(self, attempt, member):
        with pytest.raises(operations.NotForYou):
            operations.write(attempt, "Hi", token(), by=MemberFactory())
        with pytest.raises(operations.NotHandedIn):
            operations.write(begun(a_challenge(), member), "Hi", token(), by=member)


@pytest.mark.parametrize("side", ["member", "reviewer"])
class TestPages:
    @pytest.fixture
    def who(self, side, tab, desk):
        return tab if side == "member" else desk

    @pytest.fixture
    def place(self, side, attempt):
        if side == "member":
            page = f"/challenges/{attempt.challenge_id}"
            return page, f"{page}/messages"
        return f"/console/reviews/{attempt.id}", f"/console/attempts/{attempt.id}/messages"

    def test_plain(self, who, place, attempt):
        page, address = place
        data = {"body": "Say *more* <b>", "token": token()}
        for _twice in range(2):
            response = who.post(address, data=data)
            assert (response.status_code, response.location) == (303, f"{page}#talk")
        assert who.get(page).text.count("Say <em>more</em> &lt;b&gt;") == 1

    def test_as_a_fragment(self, who, place, htmx):
        response = who.post(place[1], data={"body": "Hello", "token": token()}, headers=htmx)
        assert "<html" not in response.text
        assert "Hello" in response.text
        assert "toast" in response.headers["HX-Trigger"]

    @pytest.mark.parametrize("partial", [True, False])
    def test_invalid_comes_back_as_it_was_typed(self, who, place, htmx, partial):
        data = {"body": "word " * 900, "token": token()}
        response = who.post(place[1], data=data, headers=htmx if partial else {})
        assert response.status_code == 422
        assert ("<html" not in response.text) is partial
        assert "word word" in response.text

    def test_strangers(self, side, place, stranger):
        response = stranger.post(place[1], data={"body": "Hello", "token": token()})
        assert response.status_code == (404 if side == "member" else 403)


class TestStepsToMend:
    def test_the_members_page_says_which_and_leads_there(self, tab, desk, member, manager, reader):
        challenge, steps = every_kind()
        attempt = begun(challenge, member)
        attempt.state, attempt.handed_in_at = "waiting", attempt.started_at
        attempt.due_at = attempt.started_at
        page = desk.get(f"/console/reviews/{attempt.id}").text
        assert page.count('name="step"') == 4
        ticked = [steps["choice"].id, steps["answer"].id]
        other = a_challenge().steps[0].id
        data = {"message": "These two, please.", "step": [*ticked, other]}
        assert desk.post(f"/console/attempts/{attempt.id}/return", data=data).status_code == 303
        shown = tab.get(f"/challenges/{challenge.id}").text
        assert "These steps need you:" in shown
        assert shown.count("Needs another look") == 2
        first = f"#step-{steps['answer'].id}"
        assert shown.index(f'href="{first}"') < shown.index(f'href="#step-{steps["choice"].id}"')
        link = hub_db.session.scalars(
            select(Notification.link).where(Notification.kind == "review_returned")
        ).one()
        assert link == f"/challenges/{challenge.id}{first}"

    def test_ticks_stay_when_the_message_is_missing(self, desk, member):
        challenge, steps = every_kind()
        attempt = begun(challenge, member)
        attempt.state, attempt.handed_in_at = "waiting", attempt.started_at
        attempt.due_at = attempt.started_at
        data = {"step": [steps["link"].id]}
        refused = desk.post(f"/console/attempts/{attempt.id}/return", data=data)
        assert refused.status_code == 422
        assert f'value="{steps["link"].id}" checked' in refused.text
