"""Tiers: what they are called, where they begin, who would move."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from hub.console.forms import ConfirmForm, TierForm
from hub.db import db, transaction
from hub.ledger.models import Tier
from hub.ledger.operations import tier_editing as editing
from hub.ledger.queries import tiers as queries
from hub.web import render, requires
from hub.web.pages import done

blueprint = Blueprint("tiers", __name__, url_prefix="/console/tiers")


@blueprint.get("")
@requires("tiers.manage")
def index() -> ResponseReturnValue:
    """Every tier, lowest first, and how many stand in it."""
    members = queries.members_in_tiers()
    return render("console/tiers/list.html", tiers=queries.tiers(), members=members)


@blueprint.get("/new")
@requires("tiers.manage")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _form(TierForm(formdata=None), None)


@blueprint.post("")
@requires("tiers.manage")
def create() -> ResponseReturnValue:
    """Show who would move; add the tier when that was seen."""
    return _save(None)


@blueprint.get("/<int:id>")
@requires("tiers.manage")
def edit(id: int) -> ResponseReturnValue:
    """The form of one tier."""
    tier = _found(id)
    return _form(_filled(tier), tier)


@blueprint.post("/<int:id>")
@requires("tiers.manage")
def update(id: int) -> ResponseReturnValue:
    """Show who would move; change the tier when that was seen."""
    return _save(_found(id))


@blueprint.get("/<int:id>/removal")
@requires("tiers.manage")
def confirm_removal(id: int) -> ResponseReturnValue:
    """How many members would move, and where."""
    return _removal(_found(id), ConfirmForm(formdata=None))


@blueprint.post("/<int:id>/removal")
@requires("tiers.manage")
def remove(id: int) -> ResponseReturnValue:
    """Remove the tier."""
    tier = _found(id)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _removal(tier, form, 422)
    try:
        with transaction():
            moved = editing.remove_tier(tier, by=current_user)
    except editing.LastTier as refusal:
        return _removal(_found(id), form, 422, str(refusal))
    sentence = ngettext(
        "The tier is gone. %(num)d member moved.", "The tier is gone. %(num)d members moved.", moved
    )
    return done(sentence, "tiers.index")


def _save(tier: Tier | None) -> ResponseReturnValue:
    form = TierForm()
    if not form.validate_on_submit():
        return _form(form, tier, 422)
    if "back" in request.form:
        return _form(form, tier)
    if tier is not None and form.overtaken_by(_filled(tier)):
        return _form(form, tier, 422)
    try:
        return _preview_or_apply(form, tier)
    except editing.TierTaken as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _form(form, tier, 422)


def _preview_or_apply(form: TierForm, tier: Tier | None) -> ResponseReturnValue:
    """Apply at once what moves nobody; show first who would move. Raises `TierTaken`."""
    details = form.details()
    editing.check(details, tier)
    moves = queries.moves(_thresholds() | {tier.id if tier else queries.NEW: details.threshold})
    if moves and "apply" not in request.form:
        names = _names(details.name)
        return render("console/tiers/preview.html", form=form, tier=tier, moves=moves, names=names)
    with transaction():
        if tier is None:
            editing.add_tier(details, by=current_user)
        else:
            editing.change_tier(tier, details, by=current_user)
    return done(_("Saved. Everyone stands where their points put them."), "tiers.index")


def _thresholds() -> dict[int, int]:
    return {tier.id: tier.threshold for tier in queries.tiers()}


def _names(new: str = "") -> Mapping[int | None, str]:
    names: dict[int | None, str] = {tier.id: tier.name for tier in queries.tiers()}
    return names | {None: _("no tier"), queries.NEW: new}


def _removal(tier: Tier, form: ConfirmForm, status: int = 200, error: str = "") -> Response:
    left = _thresholds()
    left.pop(tier.id, None)
    return render(
        "console/tiers/removal.html",
        status=status,
        tier=tier,
        form=form,
        moves=queries.moves(left) if left else [],
        names=_names(),
        last=not left,
        error=error,
    )


def _filled(tier: Tier) -> TierForm:
    form = TierForm(formdata=None, obj=tier)
    form.benefits.data = "\n".join(tier.benefits)
    return form.opened()


def _form(form: TierForm, tier: Tier | None, status: int = 200) -> Response:
    return render(
        "console/tiers/form.html",
        fragment="console/tiers/_form.html",
        status=status,
        form=form,
        tier=tier,
    )


def _found(id: int) -> Tier:
    return db.session.get(Tier, id) or abort(404)
