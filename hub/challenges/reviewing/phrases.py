"""Saved phrases."""

from collections.abc import Callable

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import PhraseForm
from hub.challenges.models import Phrase
from hub.challenges.reviewing.pages import blueprint
from hub.challenges.words import DECISION_VERBS
from hub.db import db, transaction
from hub.web import notify_page, render, requires, wants_fragment
from hub.web.pages import done


@blueprint.get("/console/reviews/phrases")
@requires("challenges.manage")
def phrases() -> ResponseReturnValue:
    """All of them, those in use first."""
    return render(
        "challenges/reviewing/phrases.html", phrases=queries.every_phrase(), verbs=DECISION_VERBS
    )


@blueprint.route("/console/reviews/phrases/new", methods=["GET", "POST"])
@requires("challenges.manage")
def new_phrase() -> ResponseReturnValue:
    """Add one."""
    form = PhraseForm()
    if form.validate_on_submit():
        with transaction():
            operations.add_phrase(*form.values(), by=current_user)
        return done(_("Added."), "reviewing.phrases")
    return _form(form, None)


@blueprint.route("/console/reviews/phrases/<int:id>", methods=["GET", "POST"])
@requires("challenges.manage")
def phrase(id: int) -> ResponseReturnValue:
    """Say it differently."""
    phrase = _found(id)
    stored = PhraseForm(obj=phrase, formdata=None).opened()
    form = PhraseForm(obj=phrase) if request.method == "POST" else stored
    if form.validate_on_submit() and not form.overtaken_by(stored):
        with transaction():
            operations.change_phrase(phrase, *form.values(), by=current_user)
        return done(_("Saved."), "reviewing.phrases")
    return _form(form, phrase)


@blueprint.post("/console/reviews/phrases/<int:id>/retirement")
@requires("challenges.manage")
def retire_phrase(id: int) -> ResponseReturnValue:
    """Nobody is offered it any more."""
    return _set(id, operations.retire_phrase, _("Retired. Nobody is offered it any more."))


@blueprint.post("/console/reviews/phrases/<int:id>/reinstatement")
@requires("challenges.manage")
def reinstate_phrase(id: int) -> ResponseReturnValue:
    """It is offered again."""
    return _set(id, operations.reinstate_phrase, _("It is offered again."))


def _set(id: int, verb: Callable[..., None], sentence: str) -> ResponseReturnValue:
    with transaction():
        verb(_found(id), by=current_user)
    if not wants_fragment():
        return done(sentence, "reviewing.phrases")
    row = render("challenges/reviewing/_phrase.html", phrase=_found(id), verbs=DECISION_VERBS)
    return notify_page(row, toast=sentence)


def _form(form: PhraseForm, phrase: Phrase | None) -> Response:
    status = 422 if request.method == "POST" else 200
    return render("challenges/reviewing/phrase.html", form=form, phrase=phrase, status=status)


def _found(id: int) -> Phrase:
    return db.session.get(Phrase, id) or abort(404)
