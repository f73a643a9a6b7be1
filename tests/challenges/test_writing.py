"""Writing, publishing and closing challenges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub import clock
from hub.audit import AuditEntry
from hub.challenges import operations
from hub.challenges.models import Step
from hub.challenges.operations import ChallengePlan, StepPlan
from tests.challenges.helpers import begun, handed_in
from tests.factories import MemberFactory

QUESTION = StepPlan("answer", "What do you think?", settings={"min_length": 1})
PLAN = ChallengePlan(
    title="Tell us",
    summary="A minute of yours",
    kind="feedback",
    points=30,
    minutes=2,
    steps=(QUESTION, StepPlan("link", "Read it", settings={"url": "https://guide.example"})),
)


pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def challenge(manager):
    challenge = operations.create(PLAN, by=manager)
    operations.publish(challenge, by=manager)
    return challenge


def titles(challenge):
    return [step.title for step in challenge.steps if step.retired_at is None]


def same(challenge):
    """A plan that changes nothing."""
    return tuple(
        StepPlan(s.kind, s.title, s.help, dict(s.settings), s.id)
        for s in challenge.steps
        if s.retired_at is None
    )


def test_a_new_challenge_is_a_draft_on_record(db, manager):
    challenge = operations.create(PLAN, by=manager)
    assert (challenge.state, challenge.created_by_id) == ("draft", manager.id)
    assert titles(challenge) == ["What do you think?", "Read it"]
    entry = db.session.query(AuditEntry).filter_by(action="challenge.created").one()
    assert (entry.actor_id, entry.after["title"]) == (manager.id, "Tell us")


def test_an_update_records_what_changed(db, manager, challenge):
    operations.update(challenge, replace(PLAN, points=99, steps=same(challenge)), by=manager)
    entry = db.session.query(AuditEntry).filter_by(action="challenge.updated").one()
    assert (entry.before, entry.after) == ({"points": 30}, {"points": 99})
    assert not db.session.query(AuditEntry).filter_by(action="challenge.steps_updated").count()


def test_steps_are_reordered_changed_added_and_removed(db, manager, challenge):
    first, second = same(challenge)
    steps = (replace(second, title="Read it well"), StepPlan("picture", "Show it"), first)
    operations.update(challenge, replace(PLAN, steps=steps), by=manager)
    assert titles(challenge) == ["Read it well", "Show it", "What do you think?"]
    operations.update(challenge, replace(PLAN, steps=same(challenge)[2:]), by=manager)
    assert titles(challenge) == ["What do you think?"]
    assert db.session.query(Step).filter_by(challenge_id=challenge.id).count() == 1


def test_steps_that_somebody_worked_at_are_retired(db, manager, challenge):
    member = MemberFactory()
    attempt = begun(challenge, member)
    for step in challenge.steps:
        operations.save_draft(attempt, step, by=member, content={"text": "Hm", "done": True})
    operations.update(challenge, replace(PLAN, steps=(QUESTION,)), by=manager)
    operations.update(challenge, replace(PLAN, steps=(QUESTION,)), by=manager)
    retired = [step for step in challenge.steps if step.retired_at]
    assert len(retired) == 2
    assert titles(challenge) == ["What do you think?"]


def test_a_step_that_turns_into_another_kind_is_a_new_step(manager, challenge):
    first, second = same(challenge)
    operations.update(
        challenge, replace(PLAN, steps=(replace(first, kind="picture"), second)), by=manager
    )
    assert [s.kind for s in challenge.steps] == ["picture", "link"]
    assert challenge.steps[0].id != first.id


def test_editing_changes_neither_the_promise_nor_what_was_earned(db, manager, challenge):
    plan = replace(PLAN, steps=(QUESTION,))
    operations.update(challenge, plan, by=manager)
    attempt = handed_in(challenge, MemberFactory())
    operations.update(challenge, replace(plan, points=1, steps=same(challenge)), by=manager)
    operations.approve(attempt, by=manager)
    assert attempt.points == 30


def test_publishing_needs_a_step_and_a_future_close(manager):
    empty = operations.create(replace(PLAN, steps=()), by=manager)
    with pytest.raises(operations.NotNow, match="at least one step"):
        operations.publish(empty, by=manager)
    late = operations.create(replace(PLAN, closes_at=clock.now() - timedelta(days=1)), by=manager)
    with pytest.raises(operations.NotNow, match="closing time has passed"):
        operations.publish(late, by=manager)


def test_a_published_challenge_keeps_at_least_one_step(manager, challenge):
    with pytest.raises(operations.NotNow, match="at least one step"):
        operations.update(challenge, replace(PLAN, steps=()), by=manager)


def test_publish_close_reopen_and_each_only_when_it_fits(db, manager, challenge):
    with pytest.raises(operations.NotNow):
        operations.publish(challenge, by=manager)
    with pytest.raises(operations.NotNow):
        operations.reopen(challenge, by=manager)
    operations.close(challenge, by=manager)
    assert challenge.state == "closed"
    with pytest.raises(operations.NotNow):
        operations.close(challenge, by=manager)
    operations.reopen(challenge, by=manager)
    assert challenge.state == "open"
    actions = {entry.action for entry in db.session.query(AuditEntry)}
    assert {"challenge.published", "challenge.closed", "challenge.reopened"} <= actions


def test_a_copy_is_a_draft_with_the_same_steps(manager, challenge):
    copy = operations.duplicate(challenge, by=manager)
    assert (copy.title, copy.state, copy.closes_at) == ("Copy of Tell us", "draft", None)
    assert titles(copy) == titles(challenge)


@pytest.mark.parametrize(
    "words",
    [
        "Give us five stars",
        "a 5-star review, please",
        "write a positive review",
        "★★★★★ only",
        "the highest rating",
        "4 or more stars",
    ],
)
def test_a_review_is_never_asked_for_by_its_rating(manager, words):
    sound = replace(PLAN, kind="review", description="One star or five, the points are the same.")
    assert operations.create(sound, by=manager)
    for plan in (
        replace(sound, summary=words),
        replace(sound, steps=(replace(QUESTION, title=words),)),
    ):
        with pytest.raises(operations.RatingRule, match="never depends on what a review says"):
            operations.create(plan, by=manager)


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        ("link", {"url": "javascript:alert(1)"}),
        ("link", {"url": "guide.example"}),
        ("link", {"url": "https://[broken"}),
        ("choice", {"options": ["Only one"]}),
        ("choice", {"options": ["Same", "Same"]}),
        ("answer", {"min_length": 10, "max_length": 5}),
        ("answer", {"max_length": 1_000_000}),
    ],
)
def test_steps_that_cannot_be_done_are_refused(manager, kind, chosen):
    steps = (StepPlan(kind, "Do it", settings=chosen),)
    with pytest.raises(operations.BadStep):
        operations.create(replace(PLAN, steps=steps), by=manager)


def test_more_than_forty_steps_are_refused(manager):
    assert operations.create(replace(PLAN, steps=(QUESTION,) * 40), by=manager)
    with pytest.raises(operations.TooManySteps, match="at most 40 steps"):
        operations.create(replace(PLAN, steps=(QUESTION,) * 41), by=manager)
