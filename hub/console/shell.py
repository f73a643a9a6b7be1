"""What the console shows on pages of rooms below it: counts in its menu."""

from typing import Any

from flask import g, has_request_context, request
from werkzeug.local import LocalProxy

from hub.console.queries import overview


def shell() -> dict[str, Any]:
    """On console pages only, and asked for only when a template draws it."""
    if not has_request_context() or not request.path.startswith("/console"):
        return {}
    return {"waiting": LocalProxy(waiting)}


def waiting() -> overview.Waiting:
    """What waits, asked once in a request."""
    if "console_waiting" not in g:
        g.console_waiting = overview.waiting()
    return g.console_waiting
