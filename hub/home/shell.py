"""What the shell of every page shows: the member's balance and unread count."""

from collections.abc import Callable
from typing import Any

from flask import g
from flask_login import current_user
from werkzeug.local import LocalProxy

from hub.ledger.queries.standing import balance
from hub.notifications.queries import unread_count


def shell() -> dict[str, Any]:
    """Numbers that ask the database only when a template first uses them.

    A fragment, a mail or the page of a fault uses none, and so costs no query.
    """
    return {
        "balance": LocalProxy(lambda: _once("shell_balance", balance)),
        "unread_count": LocalProxy(lambda: _once("shell_unread_count", unread_count)),
    }


def _once(name: str, question: Callable[[int], int]) -> int:
    if not current_user.is_authenticated:
        return 0
    if name not in g:
        setattr(g, name, question(current_user.id))
    return getattr(g, name)
