"""What the console shows on pages of rooms below it: counts in its menu, standings, banks."""

from typing import Any

from flask import g, has_request_context, request
from werkzeug.local import LocalProxy

from hub.advocacy.queries import bank
from hub.console.queries import overview
from hub.ledger.queries.standing import standing


def shell() -> dict[str, Any]:
    """On console pages only, and asked for only when a template draws it."""
    if not has_request_context() or not request.path.startswith("/console"):
        return {}
    return {"waiting": LocalProxy(waiting), "standing_of": standing, "bank_of": bank}


def waiting() -> overview.Waiting:
    """What waits, asked once in a request."""
    if "console_waiting" not in g:
        g.console_waiting = overview.waiting()
    return g.console_waiting
