"""What every page shares: rendering, errors, headers, logs. The only floor that knows HTTP."""

from hub.web.access import can, public, requires
from hub.web.pages import (
    at_start,
    came_from,
    cursor,
    local_path,
    notify_page,
    paged,
    redirect_to,
    render,
    wants_fragment,
)

__all__ = [
    "at_start",
    "came_from",
    "can",
    "cursor",
    "local_path",
    "notify_page",
    "paged",
    "public",
    "redirect_to",
    "render",
    "requires",
    "wants_fragment",
]
