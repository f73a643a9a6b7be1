"""The door: sign-in links, password reset, invitations, sign-out of every session.

The password form itself is Flask-Security's, at /sign-in.
"""

from flask import Blueprint, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import hash_password, login_user, logout_user

from hub.db import transaction
from hub.extensions import limiter
from hub.members.forms import ConfirmForm, LinkRequestForm, NewPasswordForm
from hub.members.operations import links
from hub.members.operations.links import LinkNotUsable
from hub.outbox import later
from hub.web import local_path, public, redirect_to, render

blueprint = Blueprint("members", __name__)


@blueprint.route("/sign-in/link", methods=["GET", "POST"])
@public
@limiter.limit("10/minute;60/hour", methods=["POST"])
def request_link() -> ResponseReturnValue:
    """Ask for a sign-in link by e-mail. The answer is the same for every address."""
    return _request_mail("members.mail_sign_in_link", "members/request_link.html")


@blueprint.route("/password/reset", methods=["GET", "POST"])
@public
@limiter.limit("10/minute;60/hour", methods=["POST"])
def request_reset() -> ResponseReturnValue:
    """Ask for a link to set a new password. The answer is the same for every address."""
    return _request_mail("members.mail_reset_link", "members/request_reset.html")


def _request_mail(job: str, template: str) -> ResponseReturnValue:
    form = LinkRequestForm(next=request.args.get("next"))
    if not form.validate_on_submit():
        return render(template, form=form, status=422 if request.method == "POST" else 200)
    with transaction():
        later(job, email=form.email.data.strip().lower(), next=local_path(form.next.data))
    return redirect_to("members.link_sent")


@blueprint.get("/sign-in/sent")
@public
def link_sent() -> ResponseReturnValue:
    """A link is on its way, if the address is known."""
    return render("members/link_sent.html", at_a_desk=current_app.config["HUB"].embedded)


@blueprint.get("/links/<token>")
@public
@limiter.limit("60/minute")
def open_link(token: str) -> ResponseReturnValue:
    """What an e-mailed link opens: says what it will do. Using it takes a click."""
    try:
        link = links.look_at(token)
    except LinkNotUsable as refusal:
        return render("members/link_not_usable.html", sentence=refusal.sentence, status=404)
    form = NewPasswordForm() if link.purpose == "reset" else ConfirmForm()
    return render("members/open_link.html", link=link, token=token, form=form)


@blueprint.post("/links/<token>")
@public
@limiter.limit("20/minute")
def use_link(token: str) -> ResponseReturnValue:
    """Use the link up and sign its member in."""
    try:
        link = links.look_at(token)
        form = NewPasswordForm() if link.purpose == "reset" else ConfirmForm()
        if not form.validate_on_submit():
            return render("members/open_link.html", link=link, token=token, form=form, status=422)
        with transaction():
            member = links.use(token)
            if isinstance(form, NewPasswordForm):
                member.password = hash_password(form.password.data)
                links.end_sessions(member)
    except LinkNotUsable as refusal:
        return render("members/link_not_usable.html", sentence=refusal.sentence, status=404)
    # A session that was somebody else's must not survive into this one.
    session.clear()
    login_user(member, authn_via=["email"])
    if link.purpose == "address":
        flash(
            _("%(email)s is yours: it signs you in from now on.", email=link.address.email),
            "success",
        )
        return redirect_to("alumni.addresses")
    flash(_("Welcome, %(name)s.", name=member.given_name or member.name), "success")
    return redirect(local_path(request.args.get("next")) or url_for("home.front"), 303)


@blueprint.route("/me/sign-out-everywhere", methods=["GET", "POST"])
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the member, this one too."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render("members/sign_out_everywhere.html", form=form)
    with transaction():
        links.end_sessions(current_user)
    logout_user()
    flash(_("You are signed out on every device."), "success")
    return redirect_to("security.login")
