"""Verbs of this room. They take objects and an actor, and never commit."""

from hub.advocacy.operations.asking import NotAnAsk, NotNow, ask, close, lapse
from hub.advocacy.operations.kinds import (
    KindDetails,
    KindTaken,
    add_kind,
    change_kind,
    reinstate_kind,
    retire_kind,
)
from hub.advocacy.operations.recording import (
    AlreadyTakenBack,
    InTheFuture,
    KindRetired,
    TooLongAgo,
    check_day,
    log,
    record,
    take_back,
    take_back_source,
)
from hub.advocacy.operations.rules import set_rules
from hub.advocacy.operations.wishes import NoBreak, wish

__all__ = [
    "AlreadyTakenBack",
    "InTheFuture",
    "KindDetails",
    "KindRetired",
    "KindTaken",
    "NoBreak",
    "NotAnAsk",
    "NotNow",
    "TooLongAgo",
    "add_kind",
    "ask",
    "change_kind",
    "check_day",
    "close",
    "lapse",
    "log",
    "record",
    "reinstate_kind",
    "retire_kind",
    "set_rules",
    "take_back",
    "take_back_source",
    "wish",
]
