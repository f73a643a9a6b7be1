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
    log,
    record,
    take_back,
    take_back_source,
)

__all__ = [
    "AlreadyTakenBack",
    "InTheFuture",
    "KindDetails",
    "KindRetired",
    "KindTaken",
    "NotAnAsk",
    "NotNow",
    "add_kind",
    "ask",
    "change_kind",
    "close",
    "lapse",
    "log",
    "record",
    "reinstate_kind",
    "retire_kind",
    "take_back",
    "take_back_source",
]
