"""A question that is answered in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from hub.challenges.models import LONGEST_ANSWER, Step, Submission
from hub.challenges.steps.kind import Content, Posted, Settings, StepKind, TooLong, Wrong


class Answer(StepKind):
    """Settings: min_length, max_length, multiline. Content: {"text": …}."""

    key = "answer"
    words = _l("Answer a question")
    fresh = {"multiline": ["y"]}

    def settings(self, typed: Mapping[str, Any]) -> Settings:
        return {
            "min_length": typed["min_length"] or 0,
            "max_length": typed["max_length"],
            "multiline": typed["multiline"],
        }

    def settings_problem(self, settings: Settings) -> Wrong | None:
        shortest, longest = _limits(settings)
        if shortest < 0:
            return "min_length", _l("Use 0 or more.")
        if not 0 < longest <= LONGEST_ANSWER:
            return "max_length", _l("Use a number from 1 to %(most)s.", most=LONGEST_ANSWER)
        if longest < shortest:
            return "max_length", _l("The longest answer must not be shorter than the shortest.")
        return None

    def posted(self, form: Posted, name: str) -> Content:
        return {"text": form.get(name, "")}

    def cleaned(self, step: Step, content: Content, before: Content) -> Content:
        text = plain(content.get("text") or "")
        return {"text": text} if text.strip() else {}

    def problem(self, step: Step, submission: Submission | None) -> Any:
        text = (submission.content if submission else {}).get("text", "").strip()
        shortest, longest = _limits(step.settings)
        if not text:
            return _l("Write your answer here.")
        if len(text) < shortest:
            return lazy_ngettext(
                "A little more, please: %(num)s character is still missing.",
                "A little more, please: %(num)s characters are still missing.",
                shortest - len(text),
            )
        if len(text) > longest:
            return lazy_ngettext(
                "A little shorter, please: this is %(num)s character too long.",
                "A little shorter, please: this is %(num)s characters too long.",
                len(text) - longest,
            )
        return None


def plain(text: str) -> str:
    """Text as it is kept: browsers send line ends as two characters, PostgreSQL stores no NUL.

    Raises `TooLong`.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_ANSWER:
        raise TooLong
    return text


def _limits(settings: Settings) -> tuple[int, int]:
    return settings.get("min_length") or 0, settings.get("max_length") or LONGEST_ANSWER
