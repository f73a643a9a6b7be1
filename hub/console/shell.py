"""What the console's menu shows beside its entries."""

from typing import Any

from flask import g, has_request_context, request
from werkzeug.local import LocalProxy

from hub.console.queries import overview


def shell() -> dict[str, Any]:
    """Counts of what waits, on console pages only, asked for when the menu is drawn."""
    if not has_request_context() or not request.path.startswith("/console"):
        return {}
    return {"waiting": LocalProxy(waiting)}


def waiting() -> overview.Waiting:
    """What waits, asked once in a request."""
    if "console_waiting" not in g:
        g.console_waiting = overview.waiting()
    return g.console_waiting
