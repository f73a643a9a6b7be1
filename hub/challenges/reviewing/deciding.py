"""One piece of work beside the decision on it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import DecisionForm
from hub.challenges.models import Attempt, Phrase, Review
from hub.challenges.reviewing.pages import blueprint, found, look_at, wanted
from hub.challenges.reviewing.showing import show_page, ticked
from hub.db import db, transaction
from hub.web import notify_page, redirect_to, requires, wants_fragment
from hub.web.ids import row_number


@blueprint.get("/console/reviews/<int:attempt_id>")
@requires("reviews.decide")
def show(attempt_id: int) -> ResponseReturnValue:
    """The whole work beside the decision; whoever opens it claims it for a while."""
    attempt = found(attempt_id)
    look_at(attempt)
    return show_page(attempt)


@blueprint.post("/console/attempts/<int:attempt_id>/claim")
@requires("reviews.decide")
def take_over(attempt_id: int) -> ResponseReturnValue:
    """Take it over from whoever looks at it."""
    attempt = found(attempt_id)
    if attempt.member_id == current_user.id:
        raise operations.OwnWork
    look_at(attempt, over=True)
    if wants_fragment():
        return show_page(attempt)
    return redirect_to("reviewing.show", attempt_id=attempt_id, **wanted().args)


@blueprint.post("/console/reviews/<int:attempt_id>/words")
@requires("reviews.decide")
def put_in(attempt_id: int) -> ResponseReturnValue:
    """Put a saved phrase into the message; nothing is sent yet."""
    attempt = found(attempt_id)
    phrase = db.session.get(Phrase, request.form.get("phrase", 0, type=row_number))
    form = DecisionForm()
    if phrase is not None and phrase.retired_at is None:
        said = (form.message.data or "").rstrip()
        if phrase.words not in said:
            form.message.data = f"{said}\n\n{phrase.words}".strip()
    return show_page(attempt, form, steps=ticked(), filled=True)


@blueprint.post("/console/attempts/<int:attempt_id>/approval")
@requires("reviews.decide")
def approve(attempt_id: int) -> ResponseReturnValue:
    """Accept the work, and go on to the next."""
    return _decide(attempt_id, operations.approve, _("Approved. The points are on their way."))


@blueprint.post("/console/attempts/<int:attempt_id>/return")
@requires("reviews.decide")
def send_back(attempt_id: int) -> ResponseReturnValue:
    """Ask for another look, and go on to the next."""
    verb = partial(operations.send_back, steps=ticked())
    return _decide(attempt_id, verb, _("Returned. The member has your message."))


@blueprint.post("/console/attempts/<int:attempt_id>/rejection")
@requires("reviews.decide")
def reject(attempt_id: int) -> ResponseReturnValue:
    """Decline the work for good, and go on to the next."""
    return _decide(attempt_id, operations.reject, _("Rejected. The member has your message."))


def _decide(id: int, verb: Callable[..., Review], sentence: str) -> ResponseReturnValue:
    attempt = db.session.get(Attempt, id)
    if attempt is None:
        abort(404)
    form = DecisionForm()
    again: Callable[..., Response] = partial(show_page, form=form, steps=ticked())
    if not form.validate_on_submit():
        return again(found(id), status=422)
    try:
        with transaction():
            verb(attempt, form.message.data or "", by=current_user, seen=_seen(form))
    except operations.MessageMissing as refusal:
        form.message.errors = [str(refusal)]
        return again(found(id), status=422)
    except operations.AlreadyDecided as refusal:
        # As it was decided, with the message that was not sent.
        return again(found(id), status=409, refused=str(refusal))
    except operations.NotWaiting as refusal:
        return _gone(refusal)
    return _go_on(sentence)


def _gone(refusal: operations.NotWaiting) -> ResponseReturnValue:
    """The page it was decided on is no longer there to go back to."""
    if not wants_fragment():
        flash(str(refusal), "error")
        return redirect_to("reviewing.index", **wanted().args)
    return notify_page(_to_next(), toast=str(refusal), tone="error")


def _seen(form: DecisionForm) -> datetime | None:
    try:
        return datetime.fromisoformat(form.seen.data or "")
    except ValueError:
        return None


def _go_on(sentence: str) -> ResponseReturnValue:
    """To the next one that waits, or to the empty queue."""
    if wants_fragment():
        return notify_page(_to_next(), "reviews-changed", toast=sentence)
    flash(sentence, "success")
    upcoming = queries.next_waiting(current_user, wanted())
    if upcoming is None:
        return redirect_to("reviewing.index", **wanted().args)
    return redirect_to("reviewing.show", attempt_id=upcoming.id, **wanted().args)


def _to_next() -> Response:
    upcoming = queries.next_waiting(current_user, wanted())
    attempt = queries.reviewable(upcoming.id) if upcoming is not None else None
    args: dict[str, Any] = wanted().args
    if attempt is None:
        address = url_for("reviewing.index", **args)
    else:
        look_at(attempt)
        address = url_for("reviewing.show", attempt_id=attempt.id, **args)
    response = show_page(attempt)
    response.headers["HX-Push-Url"] = address
    return response
