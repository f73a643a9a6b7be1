"""Managers tick off for a member what another system has not told the hub."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.forms import CompletionForm
from hub.challenges.models import Attempt
from hub.db import db, transaction
from hub.web import notify_page, render, requires, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("completing", __name__)


@blueprint.get("/console/attempts/<int:attempt_id>/completions")
@requires("reviews.decide")
def show(attempt_id: int) -> ResponseReturnValue:
    """What of an attempt is done elsewhere, and what of that is not ticked off yet."""
    return _page(_attempt(attempt_id), CompletionForm(formdata=None))


@blueprint.post("/console/attempts/<int:attempt_id>/completions")
@requires("reviews.decide")
def complete(attempt_id: int) -> ResponseReturnValue:
    """Tick one step off."""
    attempt, form = _attempt(attempt_id), CompletionForm()
    if not form.validate():
        return _page(attempt, form, status=422)
    step = next((s for s in attempt.challenge.steps if s.id == form.step.data), None)
    if step is None or step.kind != "elsewhere":
        abort(404)
    with transaction():
        operations.complete_elsewhere(step, attempt.member, form.note.data or "", by=current_user)
    sentence = _("Ticked off. %(name)s sees it at once.", name=attempt.member.name)
    if wants_fragment():
        return notify_page(_page(attempt, CompletionForm(formdata=None)), toast=sentence)
    return done(sentence, "completing.show", attempt_id=attempt_id)


def _attempt(id: int) -> Attempt:
    attempt = db.session.get(Attempt, id)
    if attempt is None or attempt.member_id == current_user.id:
        # Nobody completes their own.
        abort(404)
    return attempt


def _page(attempt: Attempt, form: CompletionForm, status: int = 200) -> Response:
    pieces = queries.pieces(attempt.challenge, attempt)
    return render(
        "challenges/manage/completions.html",
        fragment="challenges/manage/_completions.html",
        status=status,
        attempt=attempt,
        pieces=[piece for piece in pieces if piece.step.kind == "elsewhere"],
        form=form,
    )
