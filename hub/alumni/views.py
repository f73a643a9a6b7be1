"""The member's addresses, and leaving a company."""

from flask import Blueprint, Response, flash, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_security import login_user

from hub.alumni.forms import AddressForm, LeaveForm
from hub.alumni.operations.addresses import claim_address, give_up_claim
from hub.alumni.operations.leaving import NeedsPersonalAddress, can_stay_in, leave_company
from hub.alumni.queries import entries
from hub.db import db, transaction
from hub.extensions import limiter
from hub.members.models import Member
from hub.refusals import Refusal
from hub.web import notify_page, redirect_to, render, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("alumni", __name__)


def _asker() -> str:
    """Whose tries are counted: a member's own, not those of everybody in the same office."""
    return str(getattr(current_user, "id", None) or get_remote_address())


@blueprint.get("/me/addresses")
def addresses() -> ResponseReturnValue:
    """Which addresses sign me in, which wait for their link, which are past."""
    return _list(AddressForm(formdata=None))


@blueprint.post("/me/addresses")
@limiter.limit("10/hour", key_func=_asker)
def add_address() -> ResponseReturnValue:
    """Add a personal address. The answer is the same whoever may have it."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    try:
        with transaction():
            claim_address(form.email.data, by=current_user)
    except Refusal as refusal:
        form.email.errors = [str(refusal)]
        return _list(form, 422)
    return _answer(
        _("A link is on its way to %(email)s. Open it within ten minutes.", email=form.email.data)
    )


@blueprint.post("/me/addresses/removal")
def remove_address() -> ResponseReturnValue:
    """Take an address off the list that nobody has proven. Others are left alone."""
    with transaction():
        give_up_claim(request.form.get("email", ""), by=current_user)
    return _answer(_("Removed from your list."))


@blueprint.get("/me/left-company")
def left_company() -> ResponseReturnValue:
    """What leaving a company means here, before it is said."""
    if current_user.position is None:
        return done(_("You are not with a company here, so there is nothing to end."), "profile.me")
    if not can_stay_in(current_user):
        return _first_an_address(NeedsPersonalAddress())
    return render("alumni/left_company.html", form=LeaveForm(formdata=None))


@blueprint.post("/me/left-company")
def leave() -> ResponseReturnValue:
    """End the position, and every session but this one."""
    form = LeaveForm()
    if not form.validate_on_submit():
        return render("alumni/left_company.html", form=form, status=422)
    id = current_user.id
    try:
        with transaction():
            leave_company(by=current_user)
    except NeedsPersonalAddress as refusal:
        return _first_an_address(refusal)
    # Every session ended with the position. The one here is the person themself: a fresh one.
    member = db.session.get_one(Member, id)
    session.clear()
    login_user(member, authn_via=["email"])
    return done(
        _("Done. You are with the alumni now, and everything you earned is here."), "profile.me"
    )


def _first_an_address(refusal: Refusal) -> ResponseReturnValue:
    flash(str(refusal), "info")
    return redirect_to("alumni.addresses")


def _list(form: AddressForm, status: int = 200) -> Response:
    return render(
        "alumni/addresses.html",
        fragment="alumni/_addresses.html",
        status=status,
        form=form,
        entries=entries(current_user.id),
    )


def _answer(sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        return notify_page(_list(AddressForm(formdata=None)), toast=sentence)
    return done(sentence, "alumni.addresses")
