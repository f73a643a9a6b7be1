"""The pages by which a decision is taken back."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Review
from hub.db import db as hub_db
from hub.ledger.operations import Cause, hold
from hub.ledger.queries.standing import standing
from hub.outbox import OutboxJob
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import BadgeFactory, MemberFactory


@pytest.fixture
def desk(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def attempt(member):
    return handed_in(a_challenge(points=80, badge=BadgeFactory(name="Writer")), member)


@pytest.fixture
def approved(attempt, desk):
    desk.post(f"/console/attempts/{attempt.id}/approval")
    return attempt


def undoing(attempt):
    return f"/console/attempts/{attempt.id}/undoing"


def reversal(attempt):
    return f"/console/attempts/{attempt.id}/reversal"


class TestUndo:
    def test_it_is_offered_for_a_minute_everywhere_and_no_longer(self, desk, approved):
        for page in ("/console/reviews", f"/console/reviews/{approved.id}"):
            assert undoing(approved) in desk.get(page).text
        with clock.travel(clock.now() + timedelta(seconds=61)):
            for page in ("/console/reviews", f"/console/reviews/{approved.id}"):
                assert undoing(approved) not in desk.get(page).text
            assert reversal(approved) in desk.get(f"/console/reviews/{approved.id}").text

    def test_the_next_one_comes_with_the_way_back(self, desk, attempt, htmx):
        handed_in(a_challenge(title="Come next"), MemberFactory())
        part = desk.post(f"/console/attempts/{attempt.id}/approval", headers=htmx)
        assert "Come next" in part.text
        assert undoing(attempt) in part.text

    def test_plain_and_twice(self, desk, approved):
        for _twice in range(2):
            response = desk.post(undoing(approved))
            assert response.status_code == 303
            assert response.location == f"/console/reviews/{approved.id}"
        assert approved.state == "waiting"
        assert standing(approved.member_id).balance == 0

    def test_as_a_fragment(self, desk, approved, htmx):
        part = desk.post(undoing(approved), headers=htmx)
        assert "<html" not in part.text
        assert f"/console/attempts/{approved.id}/approval" in part.text

    def test_too_late_and_strangers(self, desk, approved, stranger, sign_in_as):
        assert stranger.post(undoing(approved)).status_code == 403
        other = sign_in_as(MemberFactory(roles=("manager",)))
        assert other.post(undoing(approved)).status_code == 403
        with clock.travel(clock.now() + timedelta(seconds=61)):
            desk.post(undoing(approved))
        assert approved.state == "approved"

    def test_the_mail_waits_until_nobody_can_undo(self, approved):
        review = hub_db.session.query(Review).one()
        mail = hub_db.session.query(OutboxJob).filter_by(name="notifications.mail").one()
        assert mail.due_at >= review.decided_at + timedelta(seconds=60)


class TestReversal:
    DATA = {"reason": "It was copied.", "instead": "rejected"}

    def test_what_follows_is_said_first(self, desk, approved):
        page = desk.get(reversal(approved)).text
        assert "80 points go back, from a balance of 80." in page
        assert "“Writer”" in page
        assert approved.state == "approved"

    def test_it_is_done_and_told(self, desk, approved, member, sign_in_as):
        response = desk.post(reversal(approved), data=self.DATA)
        assert response.status_code == 303
        assert approved.state == "rejected"
        # A second press cannot reject what is rejected.
        assert desk.post(reversal(approved), data=self.DATA).status_code == 422
        assert hub_db.session.query(Review).count() == 2
        own = sign_in_as(member)
        assert "It was copied." in own.get("/me/points").text
        assert "It was copied." in own.get(f"/challenges/{approved.challenge_id}").text
        assert "A decision was changed" in own.get("/notifications").text
        assert "Taken back" in desk.get(f"/console/reviews/{approved.id}").text

    @pytest.mark.parametrize("wrong", [{"reason": " "}, {"instead": "approved"}])
    def test_invalid(self, desk, approved, wrong):
        assert desk.post(reversal(approved), data=self.DATA | wrong).status_code == 422
        assert approved.state == "approved"

    def test_spent_points_stay_and_the_page_says_so(self, desk, approved, member):
        with hub_db.session.begin_nested():
            hold(member.id, 30, Cause(approved, "A pen", "pen"))
        page = desk.get(reversal(approved)).text
        assert "It gave 80 and 50 are left." in page
        assert "Take it back" not in page
        assert desk.post(reversal(approved), data=self.DATA).status_code == 409
        assert approved.state == "approved"

    def test_a_rejection_leads_back_to_the_member(self, desk, attempt, manager, reader):
        operations.reject(attempt, "No.", by=manager)
        assert "points go back" not in desk.get(reversal(attempt)).text
        data = {"reason": "I was wrong.", "instead": "returned"}
        assert desk.post(reversal(attempt), data=data).status_code == 303
        assert attempt.state == "returned"

    def test_what_waits_has_nothing_to_take_back(self, desk, attempt):
        assert desk.get(reversal(attempt)).location == f"/console/reviews/{attempt.id}"

    def test_own_work_and_strangers(self, approved, stranger, sign_in_as, desk, manager):
        assert stranger.get(reversal(approved)).status_code == 403
        assert stranger.post(reversal(approved), data=self.DATA).status_code == 403
        own = handed_in(a_challenge(), manager)
        assert desk.get(reversal(own)).status_code == 403
        assert desk.post(reversal(own), data=self.DATA).status_code == 403
