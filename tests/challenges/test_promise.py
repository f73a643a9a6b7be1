"""When members have an answer, and what happens when they have not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.challenges import operations
from hub.db import db as hub_db
from hub.notifications.models import Notification
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import MemberFactory

pytestmark = pytest.mark.usefixtures("reader")
HOUR = timedelta(hours=1)


def told(kind):
    return hub_db.session.scalars(
        select(Notification).where(Notification.kind == kind).order_by(Notification.id)
    ).all()


def test_the_promise_is_kept_as_it_was_given(member, manager):
    first = handed_in(a_challenge(), member)
    assert first.due_at == first.handed_in_at + 72 * HOUR
    operations.set_promise(24, by=manager)
    second = handed_in(a_challenge(), member)
    assert first.due_at == first.handed_in_at + 72 * HOUR
    assert second.due_at == second.handed_in_at + 24 * HOUR
    entry = hub_db.session.query(AuditEntry).filter_by(action="review_promise.changed").one()
    assert (entry.before, entry.after) == ({"promise_hours": 72}, {"promise_hours": 24})


@pytest.mark.parametrize("hours", [0, -1, 2161])
def test_a_promise_that_nobody_can_keep(manager, hours):
    with pytest.raises(operations.BadPromise):
        operations.set_promise(hours, by=manager)


def test_what_comes_back_after_a_return_has_half_the_time(member, manager):
    attempt = handed_in(a_challenge(), member)
    operations.send_back(attempt, "A little more?", by=manager)
    operations.hand_in(attempt, by=member)
    assert attempt.due_at == attempt.handed_in_at + 36 * HOUR
    operations.withdraw(attempt, by=member)
    operations.hand_in(attempt, by=member)
    assert attempt.due_at == attempt.handed_in_at + 36 * HOUR


def test_taking_back_and_handing_in_counts_anew(member):
    attempt = handed_in(a_challenge(), member)
    operations.withdraw(attempt, by=member)
    with clock.travel(clock.now() + 5 * HOUR):
        operations.hand_in(attempt, by=member)
    assert attempt.due_at == attempt.handed_in_at + 72 * HOUR


def test_each_breach_is_told_once_to_everybody_who_may_answer(member, manager):
    other = MemberFactory(roles=("manager",))
    attempt = handed_in(a_challenge(), member)
    handed_in(a_challenge(), other)
    operations.tell_of_breaches()
    assert told("queue_late") == []
    with clock.travel(clock.now() + 80 * HOUR):
        operations.tell_of_breaches()
        operations.tell_of_breaches()
        late = {one.member_id: one.facts for one in told("queue_late")}
        # Nobody is told of their own work.
        assert late == {manager.id: {"count": 2}, other.id: {"count": 1}}
        operations.send_back(attempt, "More?", by=manager)
        operations.hand_in(attempt, by=member)
    with clock.travel(clock.now() + 200 * HOUR):
        operations.tell_of_breaches()
    assert len(told("queue_late")) == 4


def test_every_morning_reviewers_hear_how_it_stands(member, manager):
    quiet = MemberFactory(roles=("manager",))
    quiet.queue_word_off_since = clock.now()
    operations.send_queue_word()
    assert told("queue_word") == []
    handed_in(a_challenge(), member)
    with clock.travel(clock.now() + 75 * HOUR):
        handed_in(a_challenge(), member)
        operations.send_queue_word()
        operations.send_queue_word()
    (word,) = told("queue_word")
    assert (word.member_id, word.link) == (manager.id, "/console/reviews")
    assert word.facts == {"count": 2, "days": 3, "late": 1}


def test_the_morning_word_is_turned_off_beside_other_mail(manager, sign_in_as, member):
    tab = sign_in_as(manager)
    assert "how the review queue stands" in tab.get("/me/profile").text
    typed = {"given_name": "Ada", "family_name": "Example", "mail_wanted": "y"}
    typed |= {"country": "", "locale": "", "timezone": ""}
    assert tab.post("/me/profile", data=typed).status_code == 303
    assert manager.queue_word_off_since is not None
    tab.post("/me/profile", data=typed | {"queue_word": "y"})
    assert manager.queue_word_off_since is None
    assert "how the review queue stands" not in sign_in_as(member).get("/me/profile").text


class TestPage:
    ADDRESS = "/console/reviews/promise"

    def test_saved_and_refused(self, manager, sign_in_as, htmx):
        tab = sign_in_as(manager)
        assert 'value="72"' in tab.get(self.ADDRESS).text
        for _twice in range(2):
            response = tab.post(self.ADDRESS, data={"promise_hours": "48"})
            assert (response.status_code, response.location) == (303, self.ADDRESS)
        assert 'value="48"' in tab.get(self.ADDRESS).text
        for wrong in ("", "0", "2161", "soon"):
            refused = tab.post(self.ADDRESS, data={"promise_hours": wrong})
            assert refused.status_code == 422
        assert 'value="48"' in tab.get(self.ADDRESS).text

    def test_members_are_told_when_they_hand_in(self, member, tab):
        attempt = handed_in(a_challenge(), member)
        page = tab.get(f"/challenges/{attempt.challenge_id}").text
        assert "You have an answer by" in page
        assert attempt.due_at.strftime("%H:%M") in page

    def test_strangers_stay_out(self, stranger):
        assert stranger.get(self.ADDRESS).status_code == 403
        assert stranger.post(self.ADDRESS, data={"promise_hours": "1"}).status_code == 403
