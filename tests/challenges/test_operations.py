"""Taking up a challenge, working at it, handing it in."""

from datetime import timedelta

import pytest

from hub import clock, pictures
from hub.challenges import operations
from hub.challenges.models import Submission
from hub.challenges.operations.rules import RatingRule, require_honest
from tests.challenges.helpers import a_challenge, a_picture, begun, every_kind, handed_in
from tests.factories import AudienceFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.usefixtures("reader")


def an_alumna():
    member = MemberFactory(company=False)
    PositionFactory(member=member, ended_on=clock.today())
    return member


def test_starting_promises_todays_points_and_is_idempotent(member):
    challenge = a_challenge(points=80)
    attempt = operations.start(challenge, by=member)
    challenge.points = 20
    again = operations.start(challenge, by=member)
    assert (again.id, again.points, again.state) == (attempt.id, 80, "in_progress")


def test_a_closed_or_unpublished_challenge_cannot_be_started(member):
    past = clock.now() - timedelta(minutes=1)
    for closed in (
        a_challenge(closed_at=past),
        a_challenge(closes_at=past),
        a_challenge(published_at=None),
    ):
        with pytest.raises(operations.ChallengeClosed):
            operations.start(closed, by=member)


def test_alumni_challenges_are_for_alumni(member):
    challenge = a_challenge(audience_id=AudienceFactory().id)
    with pytest.raises(operations.NotForYou):
        operations.start(challenge, by=member)
    assert operations.start(challenge, by=an_alumna()).state == "in_progress"


def test_drafts_are_kept_in_the_shape_of_their_step(db, member):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    picture = pictures.save(a_picture(), "proof", private=True)
    given = {
        "link": {"done": True, "extra": 1},
        "answer": {"text": "two\r\nlines\x00"},
        "choice": {"options": ["Blue", "Nonsense", "Green"]},
    }
    for kind, content in given.items():
        operations.save_draft(attempt, steps[kind], by=member, content=content)
    operations.save_draft(attempt, steps["picture"], by=member, picture=picture)
    kept = {s.step_id: s for s in db.session.query(Submission).filter_by(attempt_id=attempt.id)}
    assert kept[steps["link"].id].content == {"done": True}
    assert kept[steps["answer"].id].content == {"text": "two\nlines"}
    assert kept[steps["choice"].id].content == {"options": ["Green"]}
    assert kept[steps["picture"].id].picture_id == picture.id


def test_a_draft_may_be_incomplete_and_is_overwritten(db, member):
    challenge = a_challenge()
    attempt, step = begun(challenge, member), challenge.steps[0]
    for text in ("a", "ab", ""):
        saved = operations.save_draft(attempt, step, by=member, content={"text": text})
    assert saved.content == {}
    assert db.session.query(Submission).filter_by(attempt_id=attempt.id).count() == 1


def test_nobody_writes_in_somebody_elses_work(member):
    challenge = a_challenge()
    attempt, other = begun(challenge, member), MemberFactory()
    for verb in (
        lambda: operations.save_draft(attempt, challenge.steps[0], by=other, content={}),
        lambda: operations.hand_in(attempt, by=other),
        lambda: operations.withdraw(attempt, by=other),
    ):
        with pytest.raises(operations.NotForYou):
            verb()


def test_a_novel_is_not_kept(member):
    challenge = a_challenge()
    attempt = begun(challenge, member)
    with pytest.raises(operations.TooLong):
        operations.save_draft(
            attempt, challenge.steps[0], by=member, content={"text": "x" * 20_001}
        )


def test_steps_of_other_challenges_and_retired_ones_take_nothing(db, member):
    challenge, other = a_challenge(), a_challenge()
    attempt = begun(challenge, member)
    with pytest.raises(operations.StepGone):
        operations.save_draft(attempt, other.steps[0], by=member, content={"text": "hello"})
    challenge.steps[0].retired_at = clock.now()
    with pytest.raises(operations.StepGone):
        operations.save_draft(attempt, challenge.steps[0], by=member, content={"text": "hello"})


def test_handing_in_names_every_step_that_is_missing(member):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    with pytest.raises(operations.Incomplete) as refusal:
        operations.hand_in(attempt, by=member)
    assert set(refusal.value.problems) == {step.id for step in steps.values()}
    assert attempt.state == "in_progress"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write your answer"),
        ("abc", "2 characters are still missing"),
        ("x" * 21, "1 character too long"),
        ("     x    ", "4 characters"),
    ],
)
def test_the_length_of_an_answer_is_checked(member, text, sentence):
    challenge = a_challenge()
    attempt, step = begun(challenge, member), challenge.steps[0]
    operations.save_draft(attempt, step, by=member, content={"text": text})
    with pytest.raises(operations.Incomplete) as refusal:
        operations.hand_in(attempt, by=member)
    assert sentence in refusal.value.problems[step.id]


def test_a_choice_must_still_be_on_offer(db, member):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    operations.save_draft(attempt, steps["choice"], by=member, content={"options": ["Red"]})
    steps["choice"].settings = {"options": ["Pink", "Grey"], "multiple": False}
    with pytest.raises(operations.Incomplete) as refusal:
        operations.hand_in(attempt, by=member)
    assert "changed" in refusal.value.problems[steps["choice"].id]


def test_what_is_complete_is_handed_in_once(member):
    attempt = handed_in(a_challenge(), member)
    assert attempt.state == "waiting"
    assert attempt.handed_in_at is not None
    with pytest.raises(operations.AlreadyHandedIn):
        operations.hand_in(attempt, by=member)
    with pytest.raises(operations.NotEditable):
        operations.save_draft(
            attempt, attempt.challenge.steps[0], by=member, content={"text": "no"}
        )


def test_nothing_is_handed_in_after_the_close(member):
    challenge = a_challenge(closes_at=clock.now() + timedelta(hours=1))
    attempt = begun(challenge, member)
    operations.save_draft(attempt, challenge.steps[0], by=member, content={"text": "in time"})
    with (
        clock.travel(clock.now() + timedelta(hours=2)),
        pytest.raises(operations.ChallengeClosed),
    ):
        operations.hand_in(attempt, by=member)


def test_returned_work_may_come_back_after_the_close(member, manager):
    challenge = a_challenge(closes_at=clock.now() + timedelta(hours=1))
    attempt = handed_in(challenge, member)
    with clock.travel(clock.now() + timedelta(hours=2)):
        operations.send_back(attempt, "Once more, please.", by=manager)
        operations.hand_in(attempt, by=member)
        assert attempt.state == "waiting"
        # Taken back it is still one that was returned.
        operations.withdraw(attempt, by=member)
        assert attempt.state == "returned"


def test_what_waits_can_be_taken_back_while_it_can_still_be_handed_in(member):
    challenge = a_challenge()
    attempt = handed_in(challenge, member)
    operations.withdraw(attempt, by=member)
    assert (attempt.state, attempt.handed_in_at) == ("in_progress", None)
    with pytest.raises(operations.NotEditable):
        operations.withdraw(attempt, by=member)
    operations.hand_in(attempt, by=member)
    challenge.closed_at = clock.now()
    with pytest.raises(operations.ChallengeClosed):
        operations.withdraw(attempt, by=member)


@pytest.mark.parametrize(
    "words",
    [
        "Rate us 5/5",
        "Rate us five out of five",
        "rate us 10/10",
        "Give 5 ⭐",
        "Leave us a positive, honest review",
        "Bitte geben Sie 5 Sterne",
    ],
)
@pytest.mark.parametrize("kind", ["review", "testimonial", "social"])
def test_no_way_of_saying_it_makes_a_rating_a_condition(kind, words):
    with pytest.raises(RatingRule):
        require_honest(kind, [words])


@pytest.mark.parametrize(
    "words", ["Say honestly what you think", "A good review takes ten minutes to plan", "24/7"]
)
def test_honest_words_are_fine_in_other_kinds(words):
    require_honest("feedback", [words])
