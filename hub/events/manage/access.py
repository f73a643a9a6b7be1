"""Who gets in: managers, and chapter leaders to what is their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, abort
from flask_login import current_user

from hub.events import queries
from hub.events.models import Event
from hub.web import can

blueprint = Blueprint("events_manage", __name__, url_prefix="/console/events")

View = Callable[..., Any]


def hosts_only(view: View) -> View:
    """Let in members who may run events of some kind; others get 403."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not (can("events.manage") or can("events.lead")):
            abort(403)
        return view(*args, **kwargs)

    guarded.permission = "events.manage or events.lead"  # type: ignore[attr-defined]
    return guarded


def hosted(id: int) -> Event:
    """The event, for whoever may run it; others' answer 403."""
    event = queries.event(id) or abort(404)
    if not queries.may_host(current_user, event):
        abort(403)
    return event
