"""One rule, said twice: for one answer in Python, for a count in SQL."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub import pictures as images
from hub.challenges.completeness import complete, problem
from hub.challenges.models import Step, Submission
from tests.challenges.helpers import a_challenge, a_picture, begun
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


@given(st.lists(answers | choices | links | pictures, min_size=1, max_size=8))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_count_agrees_with_the_sentence(app, db, given_at):
    with app.test_request_context(), db.session.begin_nested() as undone:
        member = MemberFactory()
        challenge = a_challenge()
        attempt = begun(challenge, member)
        for place, (kind, own, content) in enumerate(given_at, start=1):
            step = StepFactory(challenge=challenge, place=place, kind=kind, settings=own)
            db.session.add(Submission(attempt_id=attempt.id, step_id=step.id, content=content))
        db.session.flush()
        rows = db.session.execute(
            select(Step, Submission, complete()).join(Submission, Submission.step_id == Step.id)
        ).all()
        assert len(rows) == len(given_at)
        for step, submission, counted in rows:
            said = problem(step, submission)
            assert bool(counted) == (said is None), (step.kind, step.settings, submission.content)
        undone.rollback()


def test_a_picture_is_complete_when_there_is_one(app, db):
    with app.test_request_context():
        challenge, member = a_challenge(), MemberFactory()
        attempt = begun(challenge, member)
        step = StepFactory(challenge=challenge, place=1, kind="picture", settings={})
        row = Submission(attempt_id=attempt.id, step_id=step.id, content={})
        db.session.add(row)
        db.session.flush()
        counted = select(complete()).join(Step, Step.id == Submission.step_id)
        assert db.session.scalar(counted) is False
        row.picture_id = images.save(a_picture(), "proof", private=True).id
        db.session.flush()
        assert db.session.scalar(counted) is True
