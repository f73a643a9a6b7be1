"""A quiz: tries are rows, passed stays passed, and nobody is told which answers are right."""

import pytest

from hub.challenges import operations
from hub.challenges.models import QuizTry
from tests.challenges.steps.helpers import QUIZ, a_step, give, missing, path_of, under_way

RIGHT, WRONG = [[1], [0, 2]], [[1], [0]]


@pytest.fixture
def reading(reader):
    """Sentences are written for somebody."""


@pytest.mark.usefixtures("reading")
def test_a_try_is_counted_when_it_is_checked_and_passed_stays_passed(db, member, manager):
    step = a_step("quiz")
    saved = give(step, member, answers=WRONG)
    attempt = under_way(step, member)
    assert "Check my answers" in missing(step, saved)
    assert db.session.query(QuizTry).count() == 0
    made = operations.check_answers(attempt, step, by=member)
    assert (made.number, made.number_right, made.number_asked, made.passed) == (1, 1, 2, False)
    assert missing(step, saved)
    give(step, member, answers=RIGHT)
    assert operations.check_answers(attempt, step, by=member).passed
    assert missing(step, saved) is None
    give(step, member, answers=WRONG)
    assert operations.check_answers(attempt, step, by=member).number == 2
    assert missing(step, saved) is None
    operations.hand_in(attempt, by=member)
    # Harder by now, it was passed all the same.
    step.settings = {**QUIZ, "questions": QUIZ["questions"] * 2}
    assert missing(step, saved) is None


@pytest.mark.usefixtures("reading")
def test_after_the_last_try_there_is_none_unless_the_manager_gives_more(db, member):
    step = a_step("quiz")
    attempt = under_way(step, member)
    give(step, member, answers=WRONG)
    for _ in range(2):
        operations.check_answers(attempt, step, by=member)
    with pytest.raises(operations.NoTriesLeft):
        operations.check_answers(attempt, step, by=member)
    step.settings = {**QUIZ, "tries": 0}
    assert operations.check_answers(attempt, step, by=member).number == 3


@pytest.mark.usefixtures("reading")
def test_pressed_twice_it_is_one_try(db, member):
    step = a_step("quiz")
    attempt = under_way(step, member)
    give(step, member, answers=WRONG)
    first = operations.check_answers(attempt, step, by=member, number=1)
    assert operations.check_answers(attempt, step, by=member, number=1) is first
    assert db.session.query(QuizTry).count() == 1


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("answers", [[], [[1], []], [[9], [0]], [[-1], [0, 2]]])
def test_a_quiz_is_answered_as_a_whole(db, member, answers):
    step = a_step("quiz")
    give(step, member, answers=answers)
    with pytest.raises(operations.Unanswered, match="no answer yet"):
        operations.check_answers(under_way(step, member), step, by=member)
    assert db.session.query(QuizTry).count() == 0


@pytest.mark.parametrize(
    ("percent", "right", "passed"), [(50, 1, True), (51, 1, False), (100, 2, True), (1, 0, False)]
)
def test_the_pass_mark(reader, db, member, percent, right, passed):
    step = a_step("quiz", {"pass_percent": percent})
    answers = [[1] if right else [0], [0, 2] if right > 1 else [1]]
    give(step, member, answers=answers)
    made = operations.check_answers(under_way(step, member), step, by=member)
    assert (made.number_right, made.passed) == (right, passed)


def test_the_pages_never_say_which_answers_are_right(db, tab, member, sign_in_as, manager, htmx):
    step = a_step("quiz")
    attempt = under_way(step, member)
    page = tab.get(f"/challenges/{step.challenge_id}").text
    assert "What makes the tide?" in page
    assert "You have 2 tries." in page
    name = f"step-{step.id}"
    tab.post(path_of(step), data={f"{name}-0": "1", f"{name}-1": ["0"]}, headers=htmx)
    answers = {"step": step.id, f"{name}-0": "1", f"{name}-1": ["0"], f"try-{step.id}": "1"}
    first = tab.post(path_of(step, "tries"), data=answers, headers=htmx)
    assert first.status_code == 200
    assert first.headers["HX-Retarget"] == f"#step-{step.id}"
    assert "1 of 2 right." in first.text
    assert "You have 1 try left." in first.text
    again = tab.post(path_of(step, "tries"), data=answers)
    assert again.status_code == 303
    assert db.session.query(QuizTry).count() == 1
    last = tab.post(path_of(step, "tries"), data={**answers, f"try-{step.id}": "2"})
    page = tab.get(last.location).text
    assert "That was the last try" in page
    assert "Check my answers" not in page.split("steps-title")[1].split("work")[0]
    for text in (first.text, page):
        assert "&#34;right&#34;" not in text
        assert '"right"' not in text
    # Were it with a reviewer, they would see what was chosen.
    attempt.handed_in_at = attempt.due_at = attempt.started_at
    attempt.state = "waiting"
    seen = sign_in_as(manager).get(f"/console/reviews/{attempt.id}").text
    assert "Not passed." in seen
    assert "Baltic" in seen


def test_an_unfinished_check_is_refused_beside_the_step_and_keeps_what_is_chosen(db, tab, member):
    step = a_step("quiz")
    under_way(step, member)
    data = {"step": step.id, f"step-{step.id}-0": "1", f"try-{step.id}": "1"}
    refused = tab.post(path_of(step, "tries"), data=data)
    assert refused.status_code == 422
    assert "1 question has no answer yet." in refused.text
    assert 'value="1" checked' in refused.text
    assert db.session.query(QuizTry).count() == 0


def test_a_passed_quiz_reads_well_for_the_reviewer(db, tab, member, sign_in_as, manager):
    step = a_step("quiz")
    under_way(step, member)
    name = f"step-{step.id}"
    data = {"step": step.id, f"{name}-0": "1", f"{name}-1": ["0", "2"], f"try-{step.id}": "1"}
    tab.post(path_of(step, "tries"), data=data)
    assert "Passed: 2 of 2 right." in tab.get(f"/challenges/{step.challenge_id}").text
    tab.post(f"/challenges/{step.challenge_id}/hand-in", data={"step": step.id})
    attempt = under_way(step, member)
    seen = sign_in_as(manager).get(f"/console/reviews/{attempt.id}").text
    for words in ("Passed: 2 of 2 right.", "In 1 try.", "Baltic, Tasman"):
        assert words in seen


def test_strangers_and_other_kinds_try_nothing(db, tab, stranger, member):
    step, other = a_step("quiz"), a_step("answer")
    under_way(step, member)
    under_way(other, member)
    assert stranger.post(path_of(step, "tries")).status_code == 404
    assert tab.post(path_of(other, "tries")).status_code == 404
