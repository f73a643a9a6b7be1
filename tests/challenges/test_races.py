"""Real threads on a real database: whatever happens at once has one effect."""

from collections.abc import Callable
from typing import Any

import pytest

from hub.challenges import operations
from hub.challenges.models import Attempt, Challenge, Review, Step, Submission
from hub.challenges.operations import ChallengePlan, StepPlan
from hub.db import db as hub_db
from hub.ledger.models import Transfer
from hub.ledger.queries.standing import standing
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.refusals import Refusal
from tests import races
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.factories import MemberFactory

pytestmark = pytest.mark.xdist_group("committed")


def at_once(app: Any, *works: Callable[[], Any]) -> list[str]:
    """Do the works at the same moment. Returns "done" or the sentence of the refusal for each."""
    outcomes = races.at_once(app, works)
    with app.test_request_context():
        return [str(o) if isinstance(o, Refusal) else "done" for o in outcomes]


def get(model: Any, id: int) -> Any:
    return hub_db.session.get_one(model, id)


@pytest.fixture
def people(committed):
    member = MemberFactory()
    managers = [
        MemberFactory(roles=("manager",), given_name=name, family_name="")
        for name in ("Nadia", "Otto")
    ]
    committed.session.commit()
    return member.id, managers[0].id, managers[1].id


def waiting(member_id: int) -> int:
    attempt = handed_in(a_challenge(points=40), get(Member, member_id))
    hub_db.session.commit()
    return attempt.id


def count(model: Any, **values: Any) -> int:
    return hub_db.session.query(model).filter_by(**values).count()


def test_two_managers_approve_and_reject_at_once(app, people):
    member, first, second = people
    for _ in range(5):
        attempt = waiting(member)
        said = at_once(
            app,
            lambda a=attempt: operations.approve(get(Attempt, a), by=get(Member, first)),
            lambda a=attempt: operations.reject(get(Attempt, a), "No.", by=get(Member, second)),
        )
        hub_db.session.rollback()
        state = get(Attempt, attempt).state
        loser = "Nadia approved" if state == "approved" else "Otto rejected"
        assert sorted(said, key=len)[0] == "done"
        assert f"{loser} this a moment ago" in " ".join(said)
        assert count(Review, attempt_id=attempt) == 1
        assert count(Transfer, subject_id=attempt) == (1 if state == "approved" else 0)
    assert (
        count(Notification, kind="review_approved") + count(Notification, kind="review_rejected")
        == 5
    )


def test_approving_twice_pays_once(app, people):
    member, first, _second = people
    attempt = waiting(member)
    said = at_once(
        app, *[lambda: operations.approve(get(Attempt, attempt), by=get(Member, first))] * 4
    )
    assert said.count("done") == 1
    assert sum("You approved this a moment ago" in sentence for sentence in said) == 3
    assert standing(member).balance == 40
    assert (count(Review), count(Transfer), count(Notification)) == (1, 1, 1)


def test_handing_in_twice_is_handing_in_once(app, people):
    member, _first, _second = people
    attempt = waiting(member)
    operations.withdraw(get(Attempt, attempt), by=get(Member, member))
    hub_db.session.commit()
    said = at_once(
        app, *[lambda: operations.hand_in(get(Attempt, attempt), by=get(Member, member))] * 3
    )
    assert said.count("done") == 1
    assert sum("handed this in already" in sentence for sentence in said) == 2


def test_starting_twice_at_once_makes_one_attempt(app, people):
    member, _first, _second = people
    challenge = a_challenge().id
    hub_db.session.commit()
    said = at_once(
        app, *[lambda: operations.start(get(Challenge, challenge), by=get(Member, member))] * 4
    )
    assert said == ["done"] * 4
    assert count(Attempt) == 1


def test_taking_back_and_approving_at_once_has_one_outcome(app, people):
    member, first, _second = people
    attempt = waiting(member)
    said = at_once(
        app,
        lambda: operations.withdraw(get(Attempt, attempt), by=get(Member, member)),
        lambda: operations.approve(get(Attempt, attempt), by=get(Member, first)),
    )
    assert said.count("done") == 1
    state = get(Attempt, attempt).state
    assert (state, standing(member).balance) in [("approved", 40), ("in_progress", 0)]


def test_a_step_removed_while_it_is_worked_at_is_retired_or_says_so(app, people):
    member, first, _second = people

    def write(attempt_id, step_id):
        step = hub_db.session.get(Step, step_id)
        if step is None:
            raise operations.StepGone
        operations.save_draft(
            get(Attempt, attempt_id), step, by=get(Member, member), content={"text": "Hello"}
        )

    for _ in range(5):
        challenge = a_challenge()
        attempt = begun(challenge, get(Member, member)).id
        challenge_id, step = challenge.id, challenge.steps[0]
        step_id = step.id
        hub_db.session.commit()
        plan = ChallengePlan(
            title="Changed",
            summary="Changed",
            kind="feedback",
            points=5,
            minutes=5,
            steps=(StepPlan("picture", "Another"),),
        )
        said = at_once(
            app,
            lambda a=attempt, s=step_id: write(a, s),
            lambda c=challenge_id, p=plan: operations.update(
                get(Challenge, c), p, by=get(Member, first)
            ),
        )
        assert said[1] == "done"
        assert said[0] == "done" or "no longer part" in said[0]
        assert count(Submission, step_id=step_id) == (1 if said[0] == "done" else 0)
