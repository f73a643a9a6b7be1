"""Questions with right answers, checked by the hub."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, Wrong
from hub.challenges.steps.quiz_words import questions_of, words_of

MOST_QUESTIONS = 30
MOST_OPTIONS = 12
MOST_TRIES = 100


class Quiz(StepKind):
    """Settings: questions [{text, options, right}], pass_percent, tries (0: as many as one likes).

    Content: {"answers": [[0], [1, 2]]}, the places of the options chosen at each question. Once it
    is passed, `found` is {"right": 4, "of": 5}, and stays.
    """

    key = "quiz"
    words = _l("Pass a quiz")
    fresh = {"pass_percent": ["80"], "tries": ["0"]}

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {
            "questions": questions_of(typed["questions"] or ""),
            "pass_percent": typed["pass_percent"],
            "tries": typed["tries"] or 0,
        }

    def typed(self, settings: Settings) -> dict[str, Any]:
        return {**settings, "questions": words_of(settings.get("questions") or [])}

    def settings_problem(self, settings: Settings) -> Wrong | None:
        questions = settings.get("questions") or []
        if not questions:
            return "questions", _l("Write at least one question.")
        if len(questions) > MOST_QUESTIONS:
            return "questions", _l("Keep it to %(most)s questions.", most=MOST_QUESTIONS)
        for number, question in enumerate(questions, start=1):
            sentence = _question_problem(question, number)
            if sentence:
                return "questions", sentence
        percent, tries = settings.get("pass_percent"), settings.get("tries") or 0
        if not isinstance(percent, int) or not 1 <= percent <= 100:
            return "pass_percent", _l("Use a number from 1 to 100.")
        if not 0 <= tries <= MOST_TRIES:
            return "tries", _l("Use a number from 0 to %(most)s.", most=MOST_TRIES)
        return None

    def texts(self, settings: Settings) -> list[str]:
        questions = settings.get("questions") or []
        return [text for one in questions for text in (one["text"], *one["options"])]

    def posted(self, form: Posted, name: str) -> Content:
        return {
            "answers": [
                [int(place) for place in form.getlist(f"{name}-{number}") if place.isdecimal()]
                for number in range(MOST_QUESTIONS)
            ]
        }

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        given = content.get("answers") or []
        answers = [
            _chosen(question, chosen or [])
            for question, chosen in zip_longest(
                step.settings["questions"], given[: len(step.settings["questions"])]
            )
        ]
        return {"answers": answers} if any(answers) else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        if submission is not None and submission.found:
            return None
        return _l("Answer every question, then press “Check my answers”.")


def unanswered(step: Step, answers: Sequence[Sequence[int]]) -> int:
    """How many questions have no answer yet."""
    return len(step.settings["questions"]) - sum(bool(chosen) for chosen in answers)


def count_right(step: Step, answers: Sequence[Sequence[int]]) -> int:
    """How many questions are answered exactly right."""
    return sum(
        sorted(chosen) == sorted(question["right"])
        for question, chosen in zip(step.settings["questions"], answers, strict=True)
    )


def in_words(step: Step, answers: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """What was asked and chosen, so that it can be read when the quiz has changed."""
    return [
        {
            "question": question["text"],
            "chosen": [question["options"][place] for place in chosen],
        }
        for question, chosen in zip(step.settings["questions"], answers, strict=True)
    ]


def passes(step: Step, right: int) -> bool:
    """Whether so many right answers are enough."""
    return right * 100 >= step.settings["pass_percent"] * len(step.settings["questions"])


def _chosen(question: Mapping[str, Any], places: Sequence[int]) -> list[int]:
    kept = sorted({place for place in places if 0 <= place < len(question["options"])})
    return kept if len(question["right"]) > 1 else kept[:1]


def _question_problem(question: Mapping[str, Any], number: int) -> Any:
    options, right = question["options"], question["right"]
    if not question["text"]:
        return _l("Question %(number)s has options and no text.", number=number)
    if len(options) < 2:
        return _l("Question %(number)s needs at least two options.", number=number)
    if len(options) > MOST_OPTIONS:
        return _l("Keep question %(number)s to %(most)s options.", number=number, most=MOST_OPTIONS)
    if len(set(options)) < len(options):
        return _l("Two options of question %(number)s are the same.", number=number)
    if not right or not set(right) <= set(range(len(options))):
        return _l("Question %(number)s has no right answer. Mark one with *.", number=number)
    return None
