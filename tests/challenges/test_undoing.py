"""Taking decisions back: at once, and later."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import clock
from hub.advocacy.models import Act
from hub.audit import AuditEntry
from hub.challenges import operations
from hub.challenges.models import Review
from hub.db import db as hub_db
from hub.ledger.models import BadgeAward, Transfer
from hub.ledger.operations import Cause, hold
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import standing
from hub.notifications.models import Notification
from hub.refusals import Refusal
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import ActKindFactory, BadgeFactory, MemberFactory, TierFactory

pytestmark = pytest.mark.usefixtures("reader")
LATER = timedelta(seconds=61)


def count(model, **values):
    return hub_db.session.query(model).filter_by(**values).count()


def spend(member, points, subject):
    hold(member.id, points, Cause(subject, "A pen", f"spent:{points}"))


@pytest.fixture
def attempt(member):
    TierFactory(threshold=0)
    TierFactory(threshold=50, name="Champion")
    challenge = a_challenge(points=80, badge=BadgeFactory(), act_kind=ActKindFactory())
    return handed_in(challenge, member)


class TestAtOnce:
    def test_an_approval_is_as_if_it_had_not_been(self, attempt, member, manager):
        due = attempt.due_at
        review = operations.approve(attempt, "Lovely.", by=manager)
        operations.undo(review, by=manager)
        operations.undo(review, by=manager)
        assert (attempt.state, attempt.due_at, attempt.reviews) == ("waiting", due, [])
        now = standing(member.id)
        assert (now.balance, now.lifetime) == (0, 0)
        assert (count(BadgeAward), count(Act, taken_back_at=None)) == (0, 0)
        # Neither the review nor the tier that it led to is told of.
        assert count(Notification, member_id=member.id) == 0
        assert count(AuditEntry, action="attempt.undone") == 1
        assert review.undone_by_id == manager.id

    def test_it_can_be_decided_anew_and_pays_once_more(self, attempt, member, manager):
        for _round in range(3):
            review = operations.approve(attempt, by=manager)
            operations.undo(review, by=manager)
        operations.approve(attempt, by=manager)
        assert standing(member.id).balance == 80
        assert count(Transfer, reason="award") == 4
        assert count(Transfer, reason="reverse") == 3
        assert (count(BadgeAward), count(Act, taken_back_at=None)) == (1, 1)
        assert [one.decision for one in attempt.reviews] == ["approved"]

    @pytest.mark.parametrize("verb", [operations.send_back, operations.reject])
    def test_a_return_and_a_rejection_too(self, attempt, manager, verb):
        review = verb(attempt, "No.", by=manager)
        operations.undo(review, by=manager)
        assert (attempt.state, count(Notification)) == ("waiting", 0)
        # A member who takes it back now has never seen a return.
        operations.withdraw(attempt, by=attempt.member)
        assert attempt.state == "in_progress"

    def test_only_by_whoever_decided_and_only_for_a_minute(self, attempt, manager):
        review = operations.approve(attempt, by=manager)
        with pytest.raises(operations.NotYours):
            operations.undo(review, by=MemberFactory(roles=("manager",)))
        with clock.travel(clock.now() + LATER), pytest.raises(operations.TooLate):
            operations.undo(review, by=manager)
        assert attempt.state == "approved"

    def test_not_once_the_member_has_gone_on(self, attempt, member, manager):
        review = operations.send_back(attempt, "More?", by=manager)
        step = attempt.challenge.steps[0]
        operations.save_draft(attempt, step, by=member, content={"text": "More words"})
        with pytest.raises(operations.MovedOn):
            operations.undo(review, by=manager)
        operations.hand_in(attempt, by=member)
        with pytest.raises(operations.MovedOn):
            operations.undo(review, by=manager)

    def test_not_when_the_points_are_spent(self, attempt, member, manager):
        review = operations.approve(attempt, by=manager)
        spend(member, 10, attempt)
        with pytest.raises(operations.PointsSpent):
            operations.undo(review, by=manager)

    def test_a_badge_that_another_challenge_earned_too_stays(self, attempt, member, manager):
        review = operations.approve(attempt, by=manager)
        other = handed_in(a_challenge(badge=attempt.challenge.badge), member)
        operations.approve(other, by=manager)
        operations.undo(review, by=manager)
        assert count(BadgeAward) == 1


class TestLater:
    def test_points_go_back_with_a_reason_and_the_member_is_told(self, attempt, member, manager):
        review = operations.approve(attempt, "Lovely.", by=manager)
        other = MemberFactory(roles=("manager",))
        with clock.travel(clock.now() + timedelta(days=9)):
            made = operations.reverse_decision(review, "Copied.", "rejected", by=other)
        assert (attempt.state, standing(member.id).balance) == ("rejected", 0)
        line = hub_db.session.query(Transfer).filter_by(reason="reverse").one()
        assert (line.note, line.actor_id) == (f"{attempt.challenge.title}: Copied.", other.id)
        told = hub_db.session.query(Notification).filter_by(kind="review_reversed").one()
        assert (told.facts["points"], told.facts["message"]) == (80, "Copied.")
        # Both stay readable.
        assert attempt.reviews == [review, made]
        assert (review.undone_because, count(AuditEntry, action="attempt.reversed")) == (
            "Copied.",
            1,
        )

    def test_returned_instead_it_can_be_earned_again(self, attempt, member, manager):
        review = operations.approve(attempt, by=manager)
        operations.reverse_decision(review, "One step is missing.", "returned", by=manager)
        operations.hand_in(attempt, by=member)
        operations.approve(attempt, by=manager)
        assert standing(member.id).balance == 80

    def test_a_rejection_is_opened_again(self, attempt, manager):
        review = operations.reject(attempt, "No.", by=manager)
        with pytest.raises(operations.MovedOn):
            operations.reverse_decision(review, "Sorry.", "rejected", by=manager)
        operations.reverse_decision(review, "I was wrong.", "returned", by=manager)
        assert attempt.is_editable

    def test_what_is_spent_stays(self, attempt, member, manager):
        review = operations.approve(attempt, by=manager)
        spend(member, 10, attempt)
        with pytest.raises(operations.PointsSpent):
            operations.reverse_decision(review, "Copied.", "rejected", by=manager)
        assert (attempt.state, review.undone_at) == ("approved", None)
        assert standing(member.id).balance == 70

    def test_it_needs_a_reason_somebody_else_and_a_standing_decision(self, attempt, manager):
        review = operations.approve(attempt, by=manager)
        with pytest.raises(operations.MessageMissing):
            operations.reverse_decision(review, "  ", "rejected", by=manager)
        with pytest.raises(operations.OwnWork):
            operations.reverse_decision(review, "Hm.", "rejected", by=attempt.member)
        operations.reverse_decision(review, "Hm.", "returned", by=manager)
        with pytest.raises(operations.MovedOn):
            operations.reverse_decision(review, "Hm.", "returned", by=manager)


VERBS = ("approve", "return", "reject", "undo", "reverse", "hand in", "take back", "later")


@pytest.mark.usefixtures("db")
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(VERBS), max_size=14))
def test_whatever_happens_in_whatever_order_it_is_paid_once_or_not_at_all(verbs):
    """One standing award for an approved attempt, none for any other, and the books agree."""
    with hub_db.session.begin_nested() as world:
        member, manager = MemberFactory(), MemberFactory(roles=("manager",))
        attempt = handed_in(a_challenge(points=30, badge=BadgeFactory()), member)
        now = clock.now()
        for verb in verbs:
            now += timedelta(seconds=70 if verb == "later" else 1)
            with clock.travel(now):
                play(verb, attempt, member, manager)
            paid = attempt.state == "approved"
            assert standing(member.id).balance == (30 if paid else 0)
            assert count(BadgeAward, member_id=member.id) == paid
            standing_ones = count(
                Review, attempt_id=attempt.id, decision="approved", undone_at=None
            )
            assert standing_ones == paid
        assert reconcile().clean
        world.rollback()


def play(verb, attempt, member, manager):
    last = hub_db.session.query(Review).filter_by(attempt_id=attempt.id, undone_at=None)
    review = last.order_by(Review.id.desc()).first()
    verbs = {
        "approve": lambda: operations.approve(attempt, by=manager),
        "return": lambda: operations.send_back(attempt, "More?", by=manager),
        "reject": lambda: operations.reject(attempt, "No.", by=manager),
        "undo": lambda: review and operations.undo(review, by=manager),
        "reverse": lambda: (
            review and operations.reverse_decision(review, "Hm.", "returned", by=manager)
        ),
        "hand in": lambda: operations.hand_in(attempt, by=member),
        "take back": lambda: operations.withdraw(attempt, by=member),
        "later": lambda: None,
    }
    with suppress(Refusal):
        verbs[verb]()
