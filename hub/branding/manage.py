"""The brand, for those who keep it: one form, a preview, and the way back."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.branding import operations, queries
from hub.branding.changes import changed
from hub.branding.editing import chosen_in, uploads_in
from hub.branding.forms import BrandForm, fresh_form, sent_form, word_fields
from hub.branding.look import show_instead
from hub.branding.models import BUILT_IN, BrandVersion
from hub.branding.notes import notes, warnings
from hub.branding.pairs import checked
from hub.branding.palette import NothingPasses, built_in
from hub.branding.units import GENDERED
from hub.db import db, transaction
from hub.web import cursor, paged, redirect_to, render, requires
from hub.web.ids import LARGEST
from hub.web.languages import LANGUAGES
from hub.web.pages import done

blueprint = Blueprint("branding", __name__, url_prefix="/console/settings/brand")


@blueprint.get("")
@requires("brand.manage")
def edit() -> ResponseReturnValue:
    """The form, filled with the draft asked for, one's own newest, or what is in force."""
    asked = request.args.get("draft")
    base = _version(asked) if asked else queries.draft_of(current_user)
    base = base or queries.in_force()
    newest = queries.number_in_force()
    begun_from = base.begun_from if base and base.number is None else newest
    return _form(fresh_form(base, current_app.config["HUB_NAME"]), base, begun_from)


@blueprint.post("")
@requires("brand.manage")
def save() -> ResponseReturnValue:
    """Keep a draft and show what it looks like."""
    form, base = sent_form(), _version(request.form.get("base"))
    begun_from = min(_number(request.form.get("begun_from")), queries.number_in_force())
    with transaction():
        good = form.validate_on_submit()
    if not good:
        return _form(form, base, begun_from, 422)
    chosen = chosen_in(form, base)
    try:
        with transaction():
            overtaken = base is not None and base.discarded_at is not None
            made = operations.draft(
                chosen, uploads_in(form), begun_from=begun_from, by=current_user, instead_of=base
            )
    except NothingPasses as refusal:
        field = form.brand_colour if chosen.brand_colour else form.accent_colour
        field.errors = [str(refusal)]
        return _form(form, base, begun_from, 422)
    if overtaken:
        flash(
            _(
                "The draft you began with was changed or discarded meanwhile, perhaps in another"
                " tab. Nothing was overwritten: what you saved is a draft of its own."
            ),
            "info",
        )
    return redirect_to("branding.preview", id=made.id)


@blueprint.get("/drafts/<int:id>")
@requires("brand.manage")
def preview(id: int) -> ResponseReturnValue:
    """The draft as people would see it, and the numbers of its colours."""
    return _preview(_draft(id))


@blueprint.post("/drafts/<int:id>/publication")
@requires("brand.manage")
def publish(id: int) -> ResponseReturnValue:
    """Show it to everybody, unless somebody else published since it was looked at."""
    made = _draft(id)
    try:
        with transaction():
            operations.publish(made, _number(request.form.get("seen")), by=current_user)
    except operations.SomebodyPublished:
        return _preview(made, 409)
    return done(_("Published. Everybody sees it from now on."), "branding.edit")


@blueprint.get("/drafts/<int:id>/discard")
@requires("brand.manage")
def confirm_discard(id: int) -> ResponseReturnValue:
    """Ask first: a draft that is discarded does not come back."""
    made = _draft(id)
    if not made.is_open:
        return redirect_to("branding.preview", id=id)
    return render("branding/discard.html", version=made)


@blueprint.post("/drafts/<int:id>/discard")
@requires("brand.manage")
def discard(id: int) -> ResponseReturnValue:
    """Take it out of the list of drafts."""
    with transaction():
        operations.discard(_draft(id), by=current_user)
    return done(_("The draft is discarded."), "branding.edit")


@blueprint.get("/versions/<int:number>/restoration")
@requires("brand.manage")
def confirm(number: int) -> ResponseReturnValue:
    """What that version looks like; going back takes a click."""
    return _restoration(number)


@blueprint.post("/versions/<int:number>/restoration")
@requires("brand.manage")
def restore(number: int) -> ResponseReturnValue:
    """Go back to that version."""
    try:
        with transaction():
            made = operations.restore(number, _number(request.form.get("seen")), by=current_user)
    except operations.NoSuchVersion:
        abort(404)
    except operations.SomebodyPublished:
        return _restoration(number, 409)
    return done(_back_again(number) if made else _in_force(number), "branding.edit")


def _back_again(number: int) -> str:
    if number == BUILT_IN:
        return _("The look as we ship it is back. Everybody sees it from now on.")
    return _("Version %(number)s is back. Everybody sees it from now on.", number=number)


def _in_force(number: int) -> str:
    if number == BUILT_IN:
        return _("The look as we ship it is in force already.")
    return _("Version %(number)s is in force already.", number=number)


def _form(
    form: BrandForm, base: BrandVersion | None, begun_from: int, status: int = 200
) -> Response:
    now = queries.in_force()
    return render(
        "branding/edit.html",
        status=status,
        form=form,
        base=base,
        begun_from=begun_from,
        pictures=queries.pictures(base),
        languages_of_words=LANGUAGES,
        word_fields=word_fields(),
        gendered=GENDERED,
        in_force=now,
        newest=now.number if now else BUILT_IN,
        is_in_force=queries.is_in_force,
        drafts=queries.open_drafts(),
        **_history(),
    )


def _history() -> dict[str, Any]:
    page = paged(queries.history(cursor()), "branding.edit")
    usual = current_app.config["HUB_NAME"]
    before_all = queries.version(page.items[-1].number - 1) if page.items else None
    before = [*page.items[1:], before_all]
    changes = {one.id: changed(one, before[at], usual) for at, one in enumerate(page.items)}
    return {"page": page, "changes": changes}


def _preview(made: BrandVersion, status: int = 200) -> Response:
    newest = queries.in_force()
    show_instead(made)
    return render("branding/preview.html", status=status, newest=newest, **_shown(made))


def _restoration(number: int, status: int = 200) -> Response:
    newest = queries.in_force()
    made = queries.version(number)
    if made is None and number != BUILT_IN:
        abort(404)
    show_instead(made)
    return render(
        "branding/restoration.html",
        status=status,
        newest=newest,
        number=number,
        overtaken=status == 409,
        already=_in_force(number) if queries.is_in_force(number, newest) else None,
        **_shown(made),
    )


def _shown(made: BrandVersion | None) -> dict[str, Any]:
    palette = (made.palette if made else None) or built_in()
    told = {"notes": notes(made), "warnings": warnings(made)} if made else {}
    return {"version": made, "pairs": checked(palette), **told}


def _draft(id: int) -> BrandVersion:
    return db.session.get(BrandVersion, id) or abort(404)


def _version(id: str | None) -> BrandVersion | None:
    """The row that the page says it began with; None for the look as we ship it."""
    return db.session.get(BrandVersion, _number(id)) if _number(id) else None


def _number(text: str | None) -> int:
    """A number that a page carries along. What is none counts as the look as we ship it."""
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if number <= LARGEST else 0
