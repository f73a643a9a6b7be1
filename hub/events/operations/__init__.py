"""Verbs of this room. They take part in the caller's transaction."""

from hub.events.operations.attending import admit, check_in, undo_check_in
from hub.events.operations.registering import check_open, leave, register
from hub.events.operations.running import Details, add, cancel, change, publish

__all__ = [
    "Details",
    "add",
    "admit",
    "cancel",
    "change",
    "check_in",
    "check_open",
    "leave",
    "publish",
    "register",
    "undo_check_in",
]
