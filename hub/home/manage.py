"""News, for those who write it."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import db, transaction
from hub.home.forms import NewsForm
from hub.home.models import NewsItem
from hub.home.operations import news as operations
from hub.home.queries import news as queries
from hub.members.for_some import narrowed_to
from hub.members.queries.newsletters import mailed_count
from hub.web import cursor, notify_page, paged, render, requires, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("news", __name__, url_prefix="/console/news")


@blueprint.get("")
@requires("challenges.manage")
def index() -> ResponseReturnValue:
    """Drafts and what was published, newest first."""
    audience = narrowed_to()
    page = paged(queries.all_news(cursor(), audience))
    return render(
        "home/news/list.html", fragment="home/news/_list.html", page=page, audience=audience
    )


@blueprint.get("/new")
@requires("challenges.manage")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _form(NewsForm(formdata=None), None)


@blueprint.post("")
@requires("challenges.manage")
def create() -> ResponseReturnValue:
    """Keep a draft."""
    form = NewsForm()
    if not form.validate_on_submit():
        return _form(form, None, 422)
    with transaction():
        item = operations.add(form.title.data, form.body.data, form.for_whom(), by=current_user)
    return done(_("Saved as a draft. Read it once more, then publish it."), "news.edit", id=item.id)


@blueprint.get("/<int:id>")
@requires("challenges.manage")
def edit(id: int) -> ResponseReturnValue:
    """One piece of news: how it reads, and the form."""
    item = _found(id)
    return _form(_filled(item), item)


@blueprint.post("/<int:id>")
@requires("challenges.manage")
def update(id: int) -> ResponseReturnValue:
    """Keep other words."""
    item = _found(id)
    form = NewsForm()
    if not form.validate_on_submit() or form.overtaken_by(_filled(item)):
        return _form(form, item, 422)
    with transaction():
        operations.change(item, form.title.data, form.body.data, form.for_whom(), by=current_user)
    if wants_fragment():
        return notify_page(_form(_filled(item), item), toast=_("Saved."))
    return done(_("Saved."), "news.edit", id=id)


@blueprint.post("/<int:id>/publication")
@requires("challenges.manage")
def publish(id: int) -> ResponseReturnValue:
    """Show it to members."""
    item = _found(id)
    with transaction():
        operations.publish(item, by=current_user)
    item = _found(id)
    sentence = (
        _("Published. The people of the space see it now.")
        if item.space
        else _("Published. Those it is for see it on their front page now.")
    )
    if wants_fragment():
        return notify_page(_form(_filled(item), item), toast=sentence)
    return done(sentence, "news.index")


@blueprint.post("/<int:id>/removal")
@requires("challenges.manage")
def remove(id: int) -> ResponseReturnValue:
    """Delete a draft."""
    item = _found(id)
    with transaction():
        operations.remove(item, by=current_user)
    return done(_("The draft is deleted."), "news.index")


def _found(id: int) -> NewsItem:
    return db.session.get(NewsItem, id) or abort(404)


def _filled(item: NewsItem) -> NewsForm:
    return NewsForm(formdata=None, obj=item).opened()


def _form(form: NewsForm, item: NewsItem | None, status: int = 200) -> Response:
    return render(
        "home/news/form.html",
        fragment="home/news/_form.html",
        status=status,
        form=form,
        item=item,
        readers=mailed_count(item.space, item.audience_id) if item and item.space else None,
    )
