"""When a step counts as done: in one sentence for one answer, and in one expression for a count."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from sqlalchemy import ColumnElement, Integer, and_, case, func, literal

from hub.challenges.models import LONGEST_ANSWER, Step, Submission


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


def complete() -> ColumnElement[bool]:
    """What `problem()` says, of a `Submission` joined to its `Step`."""
    text = Submission.content["text"].astext
    chosen = func.coalesce(Submission.content["options"], func.jsonb_build_array())
    length = func.coalesce(func.char_length(func.regexp_replace(text, r"^\s+|\s+$", "", "g")), 0)
    return case(
        (Step.kind == "link", Submission.content.has_key("done")),
        (
            Step.kind == "answer",
            length.between(
                func.greatest(_setting("min_length"), 1),
                func.coalesce(func.nullif(_setting("max_length"), 0), LONGEST_ANSWER),
            ),
        ),
        (
            Step.kind == "choice",
            and_(
                func.jsonb_array_length(chosen) > 0,
                Step.settings["options"].contains(chosen),
            ),
        ),
        else_=Submission.picture_id.is_not(None),
    )


def _setting(name: str) -> ColumnElement[int]:
    return func.coalesce(Step.settings[name].astext.cast(Integer), literal(0))


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
