"""Tries that are counted: answers to a quiz that are checked, and secret codes."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import format_time, lazy_ngettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import select

from hub import clock
from hub.challenges.models import Attempt, CodeTry, QuizTry, Step
from hub.challenges.operations.attempting import opened
from hub.challenges.steps.code import is_right
from hub.challenges.steps.quiz import count_right, in_words, passes, unanswered
from hub.db import db
from hub.members.models import Member
from hub.refusals import Refusal

MOST_WRONG_CODES = 10
CODES_PER = timedelta(hours=1)


class TryRefused(Refusal):
    """Nothing was tried."""


class Unanswered(TryRefused):
    """A quiz is checked as a whole."""

    def __init__(self, count: int) -> None:
        super().__init__(
            lazy_ngettext(
                "%(num)s question has no answer yet. Nothing was counted.",
                "%(num)s questions have no answer yet. Nothing was counted.",
                count,
            )
        )


class NoTriesLeft(TryRefused):
    """The quiz was tried as often as it may be."""

    def __init__(self) -> None:
        super().__init__(_l("Those were all the tries that this quiz has."))


class WrongCode(TryRefused):
    """Not one of the codes. The try was counted."""

    def __init__(self) -> None:
        super().__init__(_l("This is not one of the codes. Check it and try again."))


class TooManyCodes(TryRefused):
    """Somebody is guessing."""

    def __init__(self, until: datetime) -> None:
        when: Any = LazyString(format_time, until, "short")
        super().__init__(_l("That was wrong too often. You can try again at %(time)s.", time=when))


def check_answers(
    attempt: Attempt, step: Step, *, by: Member, number: int | None = None
) -> QuizTry:
    """Check the answers that are saved at a quiz, and count it as a try. Passed, it stays passed.

    In: `number`, which try the page says it is: one that was made already is answered as it was.
    Raises `Unanswered`, `NoTriesLeft`, and what `opened` raises.
    """
    submission = opened(attempt, step, by)
    tries = tries_at(attempt, step)
    passed = next((one for one in tries if one.passed), None)
    if passed is not None:
        return passed
    if number is not None and 1 <= number <= len(tries):
        return tries[number - 1]
    if step.settings["tries"] and len(tries) >= step.settings["tries"]:
        raise NoTriesLeft
    asked = len(step.settings["questions"])
    answers = submission.content.get("answers") or [[]] * asked
    missing = unanswered(step, answers)
    if missing or len(answers) != asked:
        raise Unanswered(max(missing, 1))
    right = count_right(step, answers)
    made = QuizTry(
        attempt_id=attempt.id, step_id=step.id, number=len(tries) + 1,
        answers=in_words(step, answers),
        number_right=right, number_asked=asked, passed=passes(step, right),
    )  # fmt: skip
    db.session.add(made)
    if made.passed:
        submission.found, submission.done = {"right": right, "of": asked}, True
    db.session.flush()
    return made


def try_code(attempt: Attempt, step: Step, typed: str, *, by: Member) -> CodeTry | None:
    """Try a code. None when it is right, or was; else the wrong try, which is counted.

    Raises `TooManyCodes` after too many wrong ones within the hour, and what `opened` raises.
    """
    submission = opened(attempt, step, by)
    if submission.found:
        return None
    wrong = _wrong_codes(attempt, step)
    if len(wrong) >= MOST_WRONG_CODES:
        raise TooManyCodes(wrong[-MOST_WRONG_CODES] + CODES_PER)
    if is_right(step, typed):
        submission.found, submission.done = {"on": clock.today().isoformat()}, True
        db.session.flush()
        return None
    # Flushed first: a step with a try at it is never deleted, for there is a submission.
    db.session.flush()
    made = CodeTry(attempt_id=attempt.id, step_id=step.id)
    db.session.add(made)
    db.session.flush()
    return made


def tries_at(attempt: Attempt, step: Step) -> list[QuizTry]:
    """The tries at a quiz, in order."""
    found = select(QuizTry).where(QuizTry.attempt_id == attempt.id, QuizTry.step_id == step.id)
    return list(db.session.scalars(found.order_by(QuizTry.number)))


def _wrong_codes(attempt: Attempt, step: Step) -> list[datetime]:
    """When wrong codes were tried in the last hour."""
    return list(
        db.session.scalars(
            select(CodeTry.tried_at)
            .where(
                CodeTry.attempt_id == attempt.id,
                CodeTry.step_id == step.id,
                CodeTry.tried_at > clock.now() - CODES_PER,
            )
            .order_by(CodeTry.tried_at, CodeTry.id)
        )
    )
