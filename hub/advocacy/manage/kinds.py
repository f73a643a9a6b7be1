"""Kinds of acts: what they are called and what they are worth."""

from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.advocacy import operations, queries
from hub.advocacy.manage.forms import KindForm
from hub.advocacy.manage.pages import blueprint
from hub.advocacy.manage.words import DIRECTION_NAMES
from hub.advocacy.models import ActKind
from hub.db import db, transaction
from hub.web import notify_page, render, requires, wants_fragment
from hub.web.pages import done


@blueprint.get("/settings/act-kinds")
@requires("acts.manage")
def kinds() -> ResponseReturnValue:
    """Every kind, with how often it is on record."""
    return render(
        "advocacy/manage/kinds.html",
        kinds=queries.kinds(),
        uses=queries.uses(),
        directions=DIRECTION_NAMES,
    )


@blueprint.route("/settings/act-kinds/new", methods=["GET", "POST"])
@requires("acts.manage")
def new_kind() -> ResponseReturnValue:
    """Add a kind."""
    form = KindForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.add_kind(form.details(), by=current_user)
        except operations.KindTaken as refusal:
            form.name.errors = [str(refusal)]
        else:
            return done(_("Added."), "acts.kinds")
    return _form(form, None)


@blueprint.route("/settings/act-kinds/<int:id>", methods=["GET", "POST"])
@requires("acts.manage")
def kind(id: int) -> ResponseReturnValue:
    """Rename a kind, or value it anew."""
    kind = _found(id)
    stored = _form_of(kind, formdata=None).opened()
    form = _form_of(kind) if request.method == "POST" else stored
    if form.validate_on_submit() and not form.overtaken_by(stored):
        try:
            with transaction():
                operations.change_kind(kind, form.details(kind), by=current_user)
        except operations.KindTaken as refusal:
            form.name.errors = [str(refusal)]
        else:
            return done(_("Saved."), "acts.kinds")
    return _form(form, kind)


@blueprint.post("/settings/act-kinds/<int:id>/retirement")
@requires("acts.manage")
def retire(id: int) -> ResponseReturnValue:
    """Nobody chooses it any more."""
    with transaction():
        operations.retire_kind(_found(id), by=current_user)
    return _changed(id, _("Retired. What is on record stays."))


@blueprint.post("/settings/act-kinds/<int:id>/reinstatement")
@requires("acts.manage")
def reinstate(id: int) -> ResponseReturnValue:
    """It can be chosen again."""
    with transaction():
        operations.reinstate_kind(_found(id), by=current_user)
    return _changed(id, _("It can be chosen again."))


def _changed(id: int, sentence: str) -> ResponseReturnValue:
    if not wants_fragment():
        return done(sentence, "acts.kinds")
    row = render(
        "advocacy/manage/_kind.html",
        kind=_found(id),
        uses=queries.uses(),
        directions=DIRECTION_NAMES,
    )
    return notify_page(row, toast=sentence)


def _form_of(kind: ActKind, **kwargs: Any) -> KindForm:
    form = KindForm(obj=kind, **kwargs)
    del form.direction
    return form


def _form(form: KindForm, kind: ActKind | None) -> Response:
    status = 422 if request.method == "POST" else 200
    return render("advocacy/manage/kind.html", form=form, kind=kind, status=status)


def _found(id: int) -> ActKind:
    return db.session.get(ActKind, id) or abort(404)
