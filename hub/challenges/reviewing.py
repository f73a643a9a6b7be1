"""Managers decide on what members handed in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.forms import DecisionForm
from hub.challenges.models import Attempt, Review
from hub.challenges.words import DECISION_WORDS
from hub.db import db, transaction
from hub.web import cursor, notify_page, paged, redirect_to, render, requires, wants_fragment
from hub.web.ids import row_number

blueprint = Blueprint("reviewing", __name__)


@blueprint.get("/console/reviews")
@requires("reviews.decide")
def index() -> ResponseReturnValue:
    """What waits for a decision, oldest first."""
    challenge_id = request.args.get("challenge", type=row_number)
    return render(
        "challenges/reviewing/index.html",
        fragment="challenges/reviewing/_queue.html",
        page=paged(queries.waiting(cursor(), challenge_id=challenge_id)),
        challenges=queries.waiting_challenges(),
        chosen=challenge_id,
        now=clock.now(),
    )


@blueprint.get("/console/reviews/<int:attempt_id>")
@requires("reviews.decide")
def show(attempt_id: int) -> ResponseReturnValue:
    """The whole work beside the decision."""
    return _page(_attempt(attempt_id))


@blueprint.post("/console/attempts/<int:attempt_id>/approval")
@requires("reviews.decide")
def approve(attempt_id: int) -> ResponseReturnValue:
    """Accept the work, and go on to the next."""
    return _decide(attempt_id, operations.approve, _("Approved. The points are on their way."))


@blueprint.post("/console/attempts/<int:attempt_id>/return")
@requires("reviews.decide")
def send_back(attempt_id: int) -> ResponseReturnValue:
    """Ask for another look, and go on to the next."""
    return _decide(attempt_id, operations.send_back, _("Returned. The member has your message."))


@blueprint.post("/console/attempts/<int:attempt_id>/rejection")
@requires("reviews.decide")
def reject(attempt_id: int) -> ResponseReturnValue:
    """Decline the work for good, and go on to the next."""
    return _decide(attempt_id, operations.reject, _("Rejected. The member has your message."))


def _attempt(id: int) -> Attempt:
    attempt = queries.reviewable(id)
    if attempt is None:
        abort(404)
    return attempt


def _decide(id: int, verb: Callable[..., Review], sentence: str) -> ResponseReturnValue:
    attempt = db.session.get(Attempt, id)
    if attempt is None:
        abort(404)
    form = DecisionForm()
    if not form.validate_on_submit():
        return _page(_attempt(id), form, status=422)
    try:
        with transaction():
            verb(attempt, form.message.data or "", by=current_user, seen=_seen(form))
    except operations.MessageMissing as refusal:
        form.message.errors = [str(refusal)]
        return _page(_attempt(id), form, status=422)
    except operations.AlreadyDecided as refusal:
        # As it was decided, with the message that was not sent.
        return _page(_attempt(id), form, status=409, refused=str(refusal))
    except operations.NotWaiting as refusal:
        if wants_fragment():
            # As it is now, with who decided what.
            return notify_page(_page(_attempt(id), status=409), toast=str(refusal), tone="error")
        # The page it was decided on is no longer there to go back to.
        flash(str(refusal), "error")
        return redirect_to("reviewing.index")
    return _go_on(sentence)


def _seen(form: DecisionForm) -> datetime | None:
    try:
        return datetime.fromisoformat(form.seen.data or "")
    except ValueError:
        return None


def _go_on(sentence: str) -> ResponseReturnValue:
    """To the next one that waits, or to the empty queue."""
    upcoming = queries.next_waiting(current_user)
    if not wants_fragment():
        flash(sentence, "success")
        if upcoming is None:
            return redirect_to("reviewing.index")
        return redirect_to("reviewing.show", attempt_id=upcoming.id)
    attempt = queries.reviewable(upcoming.id) if upcoming is not None else None
    response = _page(attempt)
    response.headers["HX-Push-Url"] = (
        url_for("reviewing.show", attempt_id=attempt.id)
        if attempt is not None
        else url_for("reviewing.index")
    )
    return notify_page(response, "reviews-changed", toast=sentence)


def _page(
    attempt: Attempt | None,
    form: DecisionForm | None = None,
    status: int = 200,
    refused: str | None = None,
) -> Response:
    context: dict[str, Any] = {"attempt": attempt}
    if attempt is not None:
        context.update(
            challenge=attempt.challenge,
            member=attempt.member,
            pieces=queries.pieces(attempt.challenge, attempt),
            own=attempt.member_id == current_user.id,
            left=queries.waiting_count(),
        )
    return render(
        "challenges/reviewing/show.html",
        fragment="challenges/reviewing/_review.html",
        status=status,
        form=form or DecisionForm(formdata=None, seen=_version(attempt)),
        refused=refused,
        decision_words=DECISION_WORDS,
        now=clock.now(),
        **context,
    )


def _version(attempt: Attempt | None) -> str:
    return attempt.handed_in_at.isoformat() if attempt and attempt.handed_in_at else ""
