"""Deciding on what was handed in: once, with everything that follows."""

from datetime import timedelta

import pytest

from hub import clock
from hub.advocacy.models import Act
from hub.audit import AuditEntry
from hub.challenges import operations
from hub.challenges.models import Review
from hub.ledger.models import BadgeAward, Transfer
from hub.ledger.queries.standing import standing
from hub.notifications.models import Notification
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import ActKindFactory, BadgeFactory, MemberFactory

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",), given_name="Nadia", family_name="Okafor")


def count(db, model, **values):
    return db.session.query(model).filter_by(**values).count()


def test_approval_pays_the_promise_with_badge_act_word_and_record(db, member, manager):
    challenge = a_challenge(points=80, badge=BadgeFactory(), act_kind=ActKindFactory())
    attempt = handed_in(challenge, member)
    challenge.points = 10
    review = operations.approve(attempt, "Lovely.", by=manager)

    source = f"challenge:{challenge.id}:member:{member.id}"
    transfer = db.session.query(Transfer).filter_by(key=source).one()
    assert (attempt.state, standing(member.id).balance) == ("approved", 80)
    assert (transfer.points, transfer.actor_id, transfer.note) == (
        80,
        manager.id,
        challenge.title,
    )
    assert (transfer.subject_type, transfer.subject_id) == ("attempts", attempt.id)
    assert count(db, BadgeAward, member_id=member.id, badge_id=challenge.badge_id) == 1
    assert count(db, Act, source=source, member_id=member.id, kind_id=challenge.act_kind_id) == 1
    told = db.session.query(Notification).filter_by(key=f"review:{review.id}").one()
    assert (told.kind, told.link) == ("review_approved", f"/challenges/{challenge.id}")
    assert told.facts == {"title": {"": challenge.title}, "points": 80, "message": "Lovely."}
    entry = db.session.query(AuditEntry).filter_by(action="attempt.approved").one()
    assert (entry.subject_id, entry.before, entry.after) == (
        attempt.id,
        {"state": "waiting"},
        {"state": "approved"},
    )


def test_the_message_of_an_approval_is_optional(member, manager):
    assert operations.approve(handed_in(a_challenge(), member), by=manager).message == ""


@pytest.mark.parametrize(
    ("verb", "state", "kind"),
    [
        (operations.send_back, "returned", "review_returned"),
        (operations.reject, "rejected", "review_rejected"),
    ],
)
def test_returning_and_rejecting_pay_nothing_and_say_why(db, member, manager, verb, state, kind):
    attempt = handed_in(a_challenge(), member)
    with pytest.raises(operations.MessageMissing):
        verb(attempt, "  ", by=manager)
    review = verb(attempt, "Which one do you mean?", by=manager)
    assert attempt.state == state
    assert count(db, Transfer) == 0
    told = db.session.query(Notification).filter_by(key=f"review:{review.id}").one()
    assert (told.kind, told.facts["message"]) == (kind, "Which one do you mean?")


def test_returned_work_is_handed_in_again_and_paid_once(db, member, manager):
    attempt = handed_in(a_challenge(points=50), member)
    operations.send_back(attempt, "A little more?", by=manager)
    assert attempt.is_editable
    operations.hand_in(attempt, by=member)
    operations.approve(attempt, by=manager)
    assert standing(member.id).balance == 50
    assert [r.decision for r in db.session.query(Review).order_by(Review.id)] == [
        "returned",
        "approved",
    ]


def test_whoever_comes_second_is_told_who_decided_what_and_when(db, member, manager):
    attempt = handed_in(a_challenge(), member)
    operations.approve(attempt, by=manager)
    other = MemberFactory(roles=("manager",))
    with pytest.raises(operations.AlreadyDecided, match="Nadia Okafor approved this a moment ago"):
        operations.reject(attempt, "No.", by=other)
    with pytest.raises(operations.AlreadyDecided, match="You approved this a moment ago"):
        operations.approve(attempt, by=manager)
    with (
        clock.travel(clock.now() + timedelta(hours=3)),
        pytest.raises(operations.AlreadyDecided, match="3 hours ago"),
    ):
        operations.send_back(attempt, "Hm.", by=other)
    assert standing(member.id).balance == attempt.points
    assert count(db, Review) == 1


def test_nobody_reviews_themselves(manager):
    attempt = handed_in(a_challenge(), manager)
    for verb in (operations.approve, operations.send_back, operations.reject):
        with pytest.raises(operations.OwnWork):
            verb(attempt, "I like it.", by=manager)
    assert attempt.state == "waiting"


def test_what_was_taken_back_cannot_be_decided(member, manager):
    attempt = handed_in(a_challenge(), member)
    operations.withdraw(attempt, by=member)
    with pytest.raises(operations.NotWaiting):
        operations.approve(attempt, by=manager)


def test_a_newer_version_is_not_decided_unseen(member, manager):
    attempt = handed_in(a_challenge(), member)
    seen = attempt.handed_in_at
    operations.withdraw(attempt, by=member)
    operations.hand_in(attempt, by=member)
    with pytest.raises(operations.ChangedMeanwhile):
        operations.approve(attempt, by=manager, seen=seen)
    assert operations.approve(attempt, by=manager, seen=attempt.handed_in_at)
