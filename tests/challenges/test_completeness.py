"""What counts as done: said when it is saved, and said anew when a manager changes the step."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import pictures as images
from hub.challenges import operations
from hub.challenges.models.challenges import STEP_KINDS
from hub.challenges.operations import ChallengePlan, StepPlan
from hub.challenges.queries.cards import cards_of
from hub.challenges.steps import KINDS, problem
from tests.challenges.helpers import a_challenge, a_picture, begun, handed_in
from tests.factories import MemberFactory, StepFactory

OPTIONS = ["Red", "Green", "Blue"]
limits = st.none() | st.integers(0, 12)
words = st.text("ab \n\té日", max_size=14)
answers = st.tuples(
    st.just("answer"),
    st.fixed_dictionaries({"min_length": limits, "max_length": limits}),
    st.fixed_dictionaries({}, optional={"text": words}),
)
choices = st.tuples(
    st.just("choice"),
    st.fixed_dictionaries({"options": st.just(OPTIONS), "multiple": st.booleans()}),
    st.fixed_dictionaries({}, optional={"options": st.lists(st.sampled_from([*OPTIONS, "Gone"]))}),
)
links = st.tuples(st.just("link"), st.just({}), st.sampled_from([{}, {"done": True}]))
pictures = st.tuples(st.just("picture"), st.just({}), st.just({}))


def test_every_kind_is_known_to_the_database_and_to_the_registry():
    assert set(KINDS) == set(STEP_KINDS)


@given(st.lists(answers | choices | links | pictures, min_size=1, max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_count_agrees_with_the_sentence(app, db, given_at):
    with app.test_request_context(), db.session.begin_nested() as undone:
        member = MemberFactory()
        challenge = a_challenge()
        attempt = begun(challenge, member)
        said = []
        for place, (kind, own, content) in enumerate(given_at, start=1):
            step = StepFactory(challenge=challenge, place=place, kind=kind, settings=own)
            saved = operations.save_draft(attempt, step, by=member, content=content)
            said.append(problem(step, saved) is None)
            assert saved.done == said[-1], (kind, own, content)
        (card,) = cards_of(member, [challenge])
        assert (card.steps_done, card.steps) == (sum(said), len(given_at) + 1)
        undone.rollback()


def test_a_picture_is_complete_when_there_is_one(app, db, reader):
    challenge, member = a_challenge(), MemberFactory()
    attempt = begun(challenge, member)
    step = StepFactory(challenge=challenge, place=1, kind="picture", settings={})
    assert operations.save_draft(attempt, step, by=member).done is False
    picture = images.save(a_picture(), "proof", private=True)
    assert operations.save_draft(attempt, step, by=member, picture=picture).done is True


@pytest.mark.usefixtures("reader")
def test_a_manager_who_changes_a_step_changes_what_is_done_unless_it_is_decided(db, manager):
    challenge = a_challenge()
    step = challenge.steps[0]
    member, finished = MemberFactory(), handed_in(challenge, MemberFactory(), "Short one")
    operations.approve(finished, by=manager)
    attempt = begun(challenge, member)
    saved = operations.save_draft(attempt, step, by=member, content={"text": "Short one"})
    assert saved.done

    def ask_for(length):
        plan = ChallengePlan(
            title="Tell us", summary="A minute", kind="feedback", points=30, minutes=2,
            steps=[StepPlan("answer", step.title, settings={"min_length": length}, id=step.id)],
        )  # fmt: skip
        operations.update(challenge, plan, by=manager)
        return saved.done

    assert ask_for(50) is False
    assert db.session.query(type(saved)).filter_by(attempt_id=finished.id).one().done is True
    assert ask_for(5) is True
