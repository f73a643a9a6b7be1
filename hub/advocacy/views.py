"""A member's own page about being asked."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.advocacy import operations, queries
from hub.advocacy.forms import WishesForm
from hub.db import transaction
from hub.web import render
from hub.web.pages import done

blueprint = Blueprint("asks", __name__)


@blueprint.get("/me/asks")
def wishes() -> ResponseReturnValue:
    """When and for what the member wants to be asked."""
    return _page(WishesForm(queries.wishes(current_user), formdata=None))


@blueprint.post("/me/asks")
def wish() -> ResponseReturnValue:
    """Keep what the member wishes."""
    form = WishesForm(queries.wishes(current_user))
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        with transaction():
            operations.wish(
                current_user,
                paused_until=form.paused_until.data,
                unwanted=form.unwanted.data or [],
            )
    except operations.NoBreak as refusal:
        form.paused_until.errors = [str(refusal)]
        return _page(form, 422)
    return done(_("Saved. We keep to it."), "asks.wishes")


def _page(form: WishesForm, status: int = 200) -> Response:
    return render("advocacy/wishes.html", form=form, status=status)
