"""The page of one attempt, however one came to it."""

from collections.abc import Collection
from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.desk_forms import DecisionForm, TalkForm
from hub.challenges.models import Attempt
from hub.challenges.reviewing.pages import wanted
from hub.challenges.talk_pages import talk_about
from hub.challenges.words import DECISION_WORDS
from hub.notifications.operations import UNDO_FOR
from hub.web import render
from hub.web.ids import row_number


def ticked() -> set[int]:
    """The steps that the reviewer ticked as needing work."""
    return set(request.form.getlist("step", type=row_number))


def show_page(
    attempt: Attempt | None,
    form: DecisionForm | None = None,
    status: int = 200,
    refused: str | None = None,
    steps: Collection[int] = (),
    talk_form: TalkForm | None = None,
    filled: bool = False,
) -> Response:
    """The work, the decision and the talk; the end of the queue without an attempt.

    In: `refused`, why a decision was not taken; `steps`, those that are ticked; `filled`, whether
    a phrase was just put into the message.
    """
    asked = wanted()
    return render(
        "challenges/reviewing/show.html",
        fragment="challenges/reviewing/_review.html",
        status=status,
        form=form or DecisionForm(formdata=None, seen=_version(attempt)),
        refused=refused,
        ticked=steps,
        filled=filled,
        decision_words=DECISION_WORDS,
        now=clock.now(),
        wanted=asked,
        undoable=queries.undoable(current_user),
        attempt=attempt,
        **(_about(attempt, asked, talk_form) if attempt is not None else {}),
    )


def _about(attempt: Attempt, asked: queries.Wanted, talk_form: TalkForm | None) -> dict[str, Any]:
    last = attempt.reviews[-1] if attempt.reviews else None
    return {
        "challenge": attempt.challenge,
        "member": attempt.member,
        "pieces": queries.pieces(attempt.challenge, attempt),
        "own": attempt.member_id == current_user.id,
        "left": queries.waiting_count(),
        "claim": queries.claims_on([attempt]).get(attempt.id),
        "phrases": queries.phrases(),
        **talk_about(
            attempt, url_for("reviewing.talk", attempt_id=attempt.id, **asked.args), talk_form
        ),
        "upcoming": queries.next_waiting(current_user, asked, after=attempt),
        "previous": queries.previous_waiting(current_user, asked, before=attempt),
        "may_undo": last is not None
        and last.undone_at is None
        and last.reviewer_id == current_user.id
        and clock.now() - last.decided_at <= UNDO_FOR
        and attempt.state == last.decision,
        "may_reverse": attempt.state in operations.INSTEAD,
    }


def _version(attempt: Attempt | None) -> str:
    return attempt.handed_in_at.isoformat() if attempt and attempt.handed_in_at else ""
