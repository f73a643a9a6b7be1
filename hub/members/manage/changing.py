"""What managers do about one member."""

from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import Field

from hub.db import transaction
from hub.members.forms import InvitationForm
from hub.members.manage.forms import AddressForm, DepartureForm, ErasureForm, PositionForm
from hub.members.manage.pages import blueprint, changed, found
from hub.members.operations import managing
from hub.members.operations.people import AddressTaken
from hub.members.queries.companies import company_names
from hub.refusals import Refusal
from hub.web import redirect_to, render, requires
from hub.web.fields import trimmed
from hub.web.pages import done


def _form_page(template: str, form: FlaskForm, **context: Any) -> ResponseReturnValue:
    """A form as it was asked for, or as it came back with errors."""
    status = 422 if request.method == "POST" else 200
    return render(f"members/manage/{template}.html", form=form, status=status, **context)


def _blame(field: Field, refusal: Refusal) -> None:
    field.errors = [str(refusal)]


@blueprint.route("/members/invitation", methods=["GET", "POST"])
@requires("members.manage")
def invitation() -> ResponseReturnValue:
    """Invite somebody whom the hub does not know."""
    form = InvitationForm()
    if not form.validate_on_submit():
        return _form_page("invitation", form)
    try:
        with transaction():
            member = managing.invite(
                email=trimmed(form.email.data),
                given_name=trimmed(form.given_name.data),
                family_name=trimmed(form.family_name.data),
                by=current_user,
                secret=current_app.config["HUB"].secret_key,
                asked_to_return=form.asked_to_return.data,
            )
    except (AddressTaken, managing.WasErased) as refusal:
        form.asks_about_return = isinstance(refusal, managing.WasErased)
        _blame(form.email, refusal)
        return _form_page("invitation", form)
    return done(
        _("%(name)s is invited. The link in the mail works for seven days.", name=member.name),
        "people.show",
        id=member.id,
    )


@blueprint.post("/members/<int:id>/invitation")
@requires("members.manage")
def invite_again(id: int) -> ResponseReturnValue:
    """Mail another invitation."""
    member = found(id)
    with transaction():
        managing.invite_again(member, by=current_user)
    return changed(member, _("A new invitation is on its way."))


@blueprint.route("/members/<int:id>/departure", methods=["GET", "POST"])
@requires("members.manage")
def departure(id: int) -> ResponseReturnValue:
    """They left the company: says what will happen, then does it."""
    member = found(id)
    form = DepartureForm()
    if not form.validate_on_submit():
        return _form_page("departure", form, member=member)
    try:
        with transaction():
            managing.leave_company(member, personal_email=form.personal_email.data, by=current_user)
    except (AddressTaken, managing.WorkAddress) as refusal:
        _blame(form.personal_email, refusal)
        return _form_page("departure", form, member=found(id))
    if not found(id).reachable_at:
        sentence = _("The position has ended. They cannot sign in until you add an address.")
        return changed(member, sentence)
    return changed(member, _("The position has ended. Points and badges stay."))


@blueprint.route("/members/<int:id>/addresses", methods=["GET", "POST"])
@requires("members.manage")
def addresses(id: int) -> ResponseReturnValue:
    """A personal address, which outlives the job."""
    member = found(id)
    form = AddressForm()
    if not form.validate_on_submit():
        return _form_page("address", form, member=member)
    try:
        with transaction():
            managing.add_personal_address(member, form.email.data, by=current_user)
    except (AddressTaken, managing.WorkAddress) as refusal:
        _blame(form.email, refusal)
        return _form_page("address", form, member=found(id))
    return changed(
        member, _("The address is kept. An invitation brings them a link that proves it.")
    )


@blueprint.route("/members/<int:id>/position", methods=["GET", "POST"])
@requires("members.manage")
def position(id: int) -> ResponseReturnValue:
    """They work at another company now."""
    member = found(id)
    form = PositionForm()
    if not form.validate_on_submit():
        return _form_page("position", form, member=member, names=company_names())
    try:
        with transaction():
            managing.move(
                member,
                form.found,
                title=form.title.data,
                work_email=form.work_email.data,
                by=current_user,
            )
    except (AddressTaken, managing.NoWayIn, managing.WorksThere) as refusal:
        wrong = form.company if isinstance(refusal, managing.WorksThere) else form.work_email
        _blame(wrong, refusal)
        return _form_page("position", form, member=found(id), names=company_names())
    return changed(member, _("The new position has started."))


@blueprint.get("/members/<int:id>/deactivation")
@requires("members.manage")
def confirm_deactivation(id: int) -> ResponseReturnValue:
    """What shutting the member out means, before it is done."""
    member = found(id)
    if member.deactivated_at is not None:
        return redirect_to("people.show", id=id)
    return render("members/manage/deactivation.html", member=member)


@blueprint.post("/members/<int:id>/deactivation")
@requires("members.manage")
def deactivation(id: int) -> ResponseReturnValue:
    """Shut the member out until further notice."""
    member = found(id)
    with transaction():
        managing.deactivate(member, by=current_user)
    return changed(member, _("They can no longer sign in."))


@blueprint.post("/members/<int:id>/reactivation")
@requires("members.manage")
def reactivation(id: int) -> ResponseReturnValue:
    """Let the member in again."""
    member = found(id)
    with transaction():
        managing.reactivate(member, by=current_user)
    return changed(member, _("They can sign in again."))


@blueprint.route("/members/<int:id>/erasure", methods=["GET", "POST"])
@requires("members.erase")
def erasure(id: int) -> ResponseReturnValue:
    """Erase on request: says what will be gone and what stays, wants the name, then does it."""
    member = found(id)
    form = ErasureForm(member.name)
    if not form.validate_on_submit():
        return _form_page("erasure", form, member=member)
    with transaction():
        secret = current_app.config["HUB"].secret_key
        managing.erase_on_request(member, by=current_user, secret=secret)
    return done(_("The person is erased. No import will bring them back."), "members_manage.index")
