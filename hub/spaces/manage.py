"""Spaces, for those who run them."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.events import words as event_words
from hub.members.for_some import narrowed_to
from hub.members.models import Space
from hub.members.operations import spaces as operations
from hub.members.queries.companies import company_names
from hub.members.queries.newsletters import mailed_count
from hub.members.queries.spaces import people_count, space_for_console, spaces_page
from hub.rewards import words as reward_words
from hub.spaces import queries, words
from hub.spaces.forms import SpaceForm
from hub.web import cursor, notify_page, paged, render, requires, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("spaces_manage", __name__, url_prefix="/console/spaces")

STATES = ("draft", "open", "closed")


@blueprint.get("")
@requires("spaces.manage")
def index() -> ResponseReturnValue:
    """Every space, newest first."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    audience = narrowed_to()
    return render(
        "spaces/manage/list.html",
        fragment="spaces/manage/_list.html",
        page=paged(spaces_page(cursor(), state, audience)),
        audience=audience,
        state=state,
        words=words,
    )


@blueprint.get("/new")
@requires("spaces.manage")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _form(SpaceForm(), None)


@blueprint.post("")
@requires("spaces.manage")
def create() -> ResponseReturnValue:
    """Keep a new draft."""
    form = SpaceForm()
    with transaction():
        good = form.validate_on_submit()
    if not good:
        return _form(form, None, 422)
    try:
        with transaction():
            space = operations.create(form.details(), by=current_user, picture=form.picture.kept)
    except operations.SpaceRefused as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _form(form, None, 422)
    return done(_("Saved as a draft. Nobody sees it yet."), "spaces_manage.edit", id=space.id)


@blueprint.get("/<int:id>")
@requires("spaces.manage")
def edit(id: int) -> ResponseReturnValue:
    """One space: what it says, what is in it and who may enter."""
    space = _found(id)
    return _form(_filled(space), space)


@blueprint.post("/<int:id>")
@requires("spaces.manage")
def update(id: int) -> ResponseReturnValue:
    """Keep what was changed."""
    space = _found(id)
    form = SpaceForm(obj=space)
    with transaction():
        good = form.validate_on_submit()
    if not good or form.overtaken_by(_filled(space)):
        return _form(form, space, 422)
    try:
        with transaction():
            operations.change(space, form.details(), by=current_user, picture=form.picture.kept)
    except operations.SpaceRefused as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _form(form, _found(id), 422)
    if wants_fragment():
        space = _found(id)
        return notify_page(_form(_filled(space), space), toast=_("Saved."))
    return done(_("Saved."), "spaces_manage.edit", id=id)


@blueprint.get("/<int:id>/preview")
@requires("spaces.manage")
def preview(id: int) -> ResponseReturnValue:
    """The space as its people see it, or will."""
    return render(
        "spaces/manage/preview.html",
        front=queries.front(_found(id), current_user, ahead=True),
        event_words=event_words,
        reward_words=reward_words,
    )


@blueprint.get("/<int:id>/content")
@requires("spaces.manage")
def content(id: int) -> ResponseReturnValue:
    """What belongs to it, and ways to add to that."""
    space = _found(id)
    return render(
        "spaces/manage/content.html",
        space=space,
        things=queries.content(space),
        counts=queries.counts(space),
        listed=queries.LISTED,
        words=words,
    )


@blueprint.post("/<int:id>/publication")
@requires("spaces.manage")
def publish(id: int) -> ResponseReturnValue:
    """Open the draft to its people."""
    space = _found(id)
    with transaction():
        operations.publish(space, by=current_user)
    return _moved(id, _("Published. Its people find it on their home page now."))


@blueprint.get("/<int:id>/closure")
@requires("spaces.manage")
def confirm_closure(id: int) -> ResponseReturnValue:
    """What closing takes away, before it is done."""
    space = _found(id)
    if not space.is_open:
        return done(_("It is not open."), "spaces_manage.edit", id=id)
    return render(
        "spaces/manage/closure.html",
        space=space,
        people=people_count(space),
        counts=queries.counts(space),
        words=words,
    )


@blueprint.post("/<int:id>/closure")
@requires("spaces.manage")
def close(id: int) -> ResponseReturnValue:
    """Let nobody in any more."""
    space = _found(id)
    with transaction():
        operations.close(space, by=current_user)
    return _moved(id, _("Closed. Nobody sees it or what is in it."))


@blueprint.post("/<int:id>/closure/reversal")
@requires("spaces.manage")
def reopen(id: int) -> ResponseReturnValue:
    """Let its people in again."""
    space = _found(id)
    with transaction():
        operations.reopen(space, by=current_user)
    return _moved(id, _("Open again."))


def _found(id: int) -> Space:
    return space_for_console(id) or abort(404)


def _filled(space: Space) -> SpaceForm:
    return SpaceForm(formdata=None, obj=space).opened()


def _form(form: SpaceForm, space: Space | None, status: int = 200) -> Response:
    return render(
        "spaces/manage/form.html",
        fragment="spaces/manage/_form.html",
        status=status,
        form=form,
        names=company_names(),
        **_about(space),
    )


def _about(space: Space | None) -> dict[str, Any]:
    if space is None:
        return {"space": None}
    return {
        "space": space,
        "people": people_count(space),
        "readers": mailed_count(space),
        "counts": queries.counts(space),
        "words": words,
    }


def _moved(id: int, sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        page = render("spaces/manage/_state.html", **_about(_found(id)))
        return notify_page(page, toast=sentence)
    return done(sentence, "spaces_manage.edit", id=id)
