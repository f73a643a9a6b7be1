"""What the shell of every page shows: the member's balance, unread count and spaces."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import g
from flask_login import current_user
from werkzeug.local import LocalProxy

from hub.ledger.queries.standing import balance
from hub.members.models import Space
from hub.members.queries.spaces import spaces_of
from hub.notifications.queries import unread_count


def shell() -> dict[str, Any]:
    """What asks the database only when a template first uses it.

    A fragment, a mail or the page of a fault uses none, and so costs no query.
    """
    return {
        "balance": LocalProxy(lambda: _once("shell_balance", balance)),
        "unread_count": LocalProxy(lambda: _once("shell_unread_count", unread_count)),
        "my_spaces": LocalProxy(_spaces),
    }


def _spaces() -> Sequence[Space]:
    """Those that are open to the member: the menu of every page names them, and Home does, too."""
    if not current_user.is_authenticated:
        return ()
    if "shell_spaces" not in g:
        g.shell_spaces = spaces_of(current_user)
    return g.shell_spaces


def _once(name: str, question: Callable[[int], int]) -> int:
    if not current_user.is_authenticated:
        return 0
    if name not in g:
        setattr(g, name, question(current_user.id))
    return getattr(g, name)
