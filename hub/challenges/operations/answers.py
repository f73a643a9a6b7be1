"""What counts as an answer to a step, kept as a draft and complete."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from hub.challenges.models import Step, Submission
from hub.challenges.operations.rules import LONGEST_ANSWER
from hub.refusals import Refusal

Content = dict[str, Any]


class TooLong(Refusal):
    """An answer is longer than anything that anybody would read."""

    def __init__(self) -> None:
        super().__init__(
            _l("This is longer than %(most)s characters. Shorten it.", most=LONGEST_ANSWER)
        )


def cleaned(step: Step, content: Content) -> Content:
    """The content as it is kept: {} when nothing was given. Raises `TooLong`."""
    if step.kind == "link":
        return {"done": True} if content.get("done") else {}
    if step.kind == "answer":
        return _text(content.get("text") or "")
    if step.kind == "choice":
        return _options(step, content.get("options") or [])
    return {}


def _text(text: str) -> Content:
    # Browsers send line ends as two characters; PostgreSQL stores no NUL.
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_ANSWER:
        raise TooLong
    return {"text": text} if text.strip() else {}


def _options(step: Step, chosen: list[str]) -> Content:
    kept = [option for option in step.settings.get("options", []) if option in chosen]
    if not step.settings.get("multiple"):
        kept = kept[:1]
    return {"options": kept} if kept else {}


def problem(step: Step, submission: Submission | None) -> Any:
    """What is missing before this step can be handed in, in one sentence; None when it is done."""
    content = submission.content if submission else {}
    if step.kind == "link":
        return None if content.get("done") else _l("Open the link, then tick that you are done.")
    if step.kind == "answer":
        return _text_problem(step, content.get("text", "").strip())
    if step.kind == "choice":
        return _choice_problem(step, content.get("options", []))
    return None if submission and submission.picture_id else _l("Add a picture.")


def _text_problem(step: Step, text: str) -> Any:
    shortest = step.settings.get("min_length") or 0
    longest = step.settings.get("max_length") or LONGEST_ANSWER
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


def _choice_problem(step: Step, chosen: list[str]) -> Any:
    if not chosen:
        multiple = step.settings.get("multiple")
        return _l("Choose at least one option.") if multiple else _l("Choose one of the options.")
    if not set(chosen) <= set(step.settings.get("options", [])):
        return _l("The options have changed since you chose. Choose again.")
    return None
