"""The member's own profile, and what others see of it."""

import re
from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from flask_wtf import FlaskForm

from hub import pictures
from hub.advocacy.queries import given_and_got
from hub.db import transaction
from hub.home.forms import PictureForm, ProfileForm
from hub.home.operations import profile as operations
from hub.home.queries import leaderboard
from hub.home.queries.people import profile
from hub.ledger.queries.standing import badges, standing
from hub.members.models import Member
from hub.pictures import BadPicture
from hub.web import came_from, notify_page, render, wants_fragment
from hub.web.countries import countries
from hub.web.languages import reader_language
from hub.web.pages import done

blueprint = Blueprint("profile", __name__)


@blueprint.get("/me")
def me() -> ResponseReturnValue:
    """Who I am here: profile, standing, badges."""
    gave, got = given_and_got(current_user)
    return _show("home/me.html", current_user, gave=gave, got=got)


@blueprint.get("/members/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """Another member, as far as members see each other; 404 when they did not agree to it."""
    member = profile(id)
    if member is None or not member.open_to(current_user):
        abort(404)
    return _show("home/member.html", member, up=_up())


@blueprint.get("/me/profile")
def edit() -> ResponseReturnValue:
    """The form of one's own profile."""
    return _form(ProfileForm(current_user, formdata=None), PictureForm(formdata=None))


@blueprint.post("/me/profile")
def update() -> ResponseReturnValue:
    """Keep what the member tells."""
    form = ProfileForm(current_user)
    if not form.validate_on_submit():
        return _form(form, PictureForm(formdata=None), 422)
    language = reader_language()
    with transaction():
        operations.describe(current_user, form.details(), by=current_user)
    if reader_language() != language:
        return _in_another_language()
    if wants_fragment():
        fresh = ProfileForm(current_user, formdata=None)
        part = _part("_profile_form", form=fresh)
        return notify_page(part, "profile-changed", toast=_("Saved."))
    return done(_("Saved."), "profile.me")


def _in_another_language() -> ResponseReturnValue:
    """All of the page is written anew, menus and all."""
    refresh()
    if not wants_fragment():
        return done(_("Saved."), "profile.me")
    flash(_("Saved."), "success")
    return Response(headers={"HX-Refresh": "true"})


@blueprint.post("/me/picture")
def save_picture() -> ResponseReturnValue:
    """Take the uploaded picture."""
    form = PictureForm()
    if not form.validate_on_submit():
        return _picture_refused(form)
    try:
        with transaction():
            picture = pictures.save(form.picture.data.stream, "portrait")
            operations.show_picture(current_user, picture, by=current_user)
    except BadPicture as refusal:
        form.picture.errors = [str(refusal)]
        return _picture_refused(form)
    return _picture_done(_("That is you. Your picture is saved."))


@blueprint.post("/me/picture/removal")
def remove_picture() -> ResponseReturnValue:
    """Go without a picture."""
    with transaction():
        operations.remove_picture(current_user, by=current_user)
    return _picture_done(_("Your picture is gone."))


@blueprint.get("/me/avatar")
def own_avatar() -> ResponseReturnValue:
    """The small picture in the shell, which asks again when the profile has changed."""
    return render("home/_own_avatar.html")


def _up() -> tuple[str, str]:
    """The way back to where people are found, or home for whoever comes from elsewhere."""
    back = came_from() or ""
    if back.partition("?")[0] == url_for("search.index"):
        return _("Search"), back
    if back.partition("?")[0] == url_for("home.leaderboard"):
        return _("Leaderboard"), back
    return _("Home"), url_for("home.front")


def _show(template: str, member: Member, **more: Any) -> Response:
    return render(
        template,
        **more,
        member=member,
        country=dict(countries()).get(member.country or "", member.country),
        standing=standing(member.id),
        badges=badges(member.id),
        staff=leaderboard.is_staff(member),
    )


def _form(form: FlaskForm, picture_form: FlaskForm, status: int = 200) -> Response:
    if wants_fragment() and status == 422:
        return _part("_profile_form", form=form, status=status)
    return render(
        "home/profile.html",
        status=status,
        form=form,
        picture_form=picture_form,
        member=current_user,
        up=_back_to_challenge() or (_("Me"), url_for("profile.me")),
    )


def _back_to_challenge() -> tuple[str, str] | None:
    """The challenge that asked for something on the profile, for whoever comes from there."""
    back = came_from() or ""
    return (_("Back to the challenge"), back) if re.fullmatch(r"/challenges/\d+", back) else None


def _part(name: str, status: int = 200, **context: Any) -> Response:
    return render(f"home/{name}.html", status=status, member=current_user, **context)


def _picture_refused(form: PictureForm) -> Response:
    if wants_fragment():
        return _part("_picture_form", picture_form=form, status=422)
    return _form(ProfileForm(current_user, formdata=None), form, 422)


def _picture_done(sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        part = _part("_picture_form", picture_form=PictureForm(formdata=None))
        return notify_page(part, "profile-changed", toast=sentence)
    return done(sentence, "profile.edit")
