"""What managers set at a step of each kind: what is refused, and what the editor gives back."""

import pytest
from werkzeug.datastructures import MultiDict

from hub.challenges.step_form import StepForm
from hub.challenges.steps import KINDS, settings_problem
from hub.challenges.steps.quiz_words import questions_of, words_of
from tests.challenges.steps.helpers import QUIZ, SOUND

pytestmark = pytest.mark.usefixtures("reader")


def quiz(**changes):
    question = {"text": "Which?", "options": ["a", "b"], "right": [0], **changes}
    return {"questions": [question]}


@pytest.mark.parametrize("kind", SOUND)
def test_sound_settings_are_taken_and_come_back_from_the_editor_as_they_were(db, kind):
    assert settings_problem(kind, SOUND[kind]) is None
    opened = StepForm(data={**KINDS[kind].typed(SOUND[kind]), "kind": kind, "title": "Do it"})
    sent = MultiDict(
        (field.name, "y" if field.data is True else field.data)
        for field in opened
        if field.data not in (None, False)
    )
    form = StepForm(formdata=sent)
    assert form.validate(), form.errors
    assert form.settings() == SOUND[kind]


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("rating", {"most": 7}, "most"),
        ("quiz", {"questions": []}, "questions"),
        ("quiz", {"questions": QUIZ["questions"] * 16}, "questions"),
        ("quiz", quiz(right=[]), "questions"),
        ("quiz", quiz(right=[2]), "questions"),
        ("quiz", quiz(options=["a"]), "questions"),
        ("quiz", quiz(options=["a", "a"]), "questions"),
        ("quiz", quiz(options=[str(n) for n in range(13)]), "questions"),
        ("quiz", quiz(text=""), "questions"),
        ("quiz", {"pass_percent": 0}, "pass_percent"),
        ("quiz", {"pass_percent": 101}, "pass_percent"),
        ("quiz", {"pass_percent": None}, "pass_percent"),
        ("quiz", {"tries": -1}, "tries"),
        ("proof", {"url": "javascript:alert(1)"}, "url"),
        ("proof", {"accepts": "anything"}, "accepts"),
        ("review_site", {"site": ""}, "site"),
        ("review_site", {"url": "peers.example"}, "url"),
        ("share", {"text": ""}, "text"),
        ("share", {"text": "x" * 2001}, "text"),
        ("share", {"url": ""}, "url"),
        ("code", {"codes": []}, "codes"),
        ("code", {"codes": ["´"]}, "codes"),
        ("code", {"codes": ["Möwe", " m o w e"]}, "codes"),
        ("code", {"codes": [f"code{n}" for n in range(51)]}, "codes"),
        ("consent", {"text": ""}, "text"),
        ("consent", {"uses": []}, "uses"),
        ("consent", {"uses": [str(n) for n in range(21)]}, "uses"),
        ("profile", {"part": "shoe size"}, "part"),
        ("attend", {"event_id": 999_999}, "event_id"),
        ("elsewhere", {"key": "Course 101"}, "key"),
        ("elsewhere", {"key": ""}, "key"),
    ],
)
def test_what_cannot_be_done_is_refused_beside_its_field(db, kind, wrong, field):
    found = settings_problem(kind, {**SOUND[kind], **wrong})
    assert found is not None
    assert found[0] == field
    assert str(found[1])
    assert field in StepForm()._fields


def test_questions_are_read_as_they_are_typed():
    typed = "What makes\nthe tide?\n\n- Wind\n*The moon\n\n\nWhich are seas?\n* Baltic\n* Tasman"
    assert questions_of(typed) == [
        {"text": "What makes the tide?", "options": ["Wind", "The moon"], "right": [1]},
        {"text": "Which are seas?", "options": ["Baltic", "Tasman"], "right": [0, 1]},
    ]
    assert questions_of(words_of(QUIZ["questions"])) == QUIZ["questions"]
    assert questions_of("- An option alone")[0]["text"] == ""
