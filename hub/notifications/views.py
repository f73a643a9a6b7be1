"""The bell and the list behind it."""

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.db import db, transaction
from hub.notifications import operations, queries
from hub.notifications.models import Notification
from hub.notifications.words import words
from hub.web import cursor, notify_page, paged, redirect_to, render, wants_fragment

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/notifications")
def index() -> ResponseReturnValue:
    """Everything the member was told, newest first."""
    page = paged(queries.notifications(current_user.id, cursor()))
    return render(
        "notifications/index.html", fragment="notifications/_list.html", page=page, words=words
    )


@blueprint.get("/notifications/bell")
def bell() -> ResponseReturnValue:
    """The bell with its count, which asks for itself again."""
    return render("notifications/_bell.html", unread_count=queries.unread_count(current_user.id))


@blueprint.post("/notifications/<int:id>/reading")
def read(id: int) -> ResponseReturnValue:
    """Mark one as read and go to what it is about."""
    notification = _own(id)
    with transaction():
        operations.mark_read(notification)
    return redirect(notification.link, 303)


@blueprint.post("/notifications/reading")
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    with transaction():
        operations.mark_all_read(current_user)
    if wants_fragment():
        page = paged(queries.notifications(current_user.id, None), "notifications.index")
        response = render("notifications/_list.html", page=page, words=words)
        return notify_page(response, "notifications-changed")
    return redirect_to("notifications.index")


def _own(id: int) -> Notification:
    notification = db.session.get(Notification, id)
    if notification is None or notification.member_id != current_user.id:
        abort(404)
    return notification
