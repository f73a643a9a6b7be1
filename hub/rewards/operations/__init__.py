"""Verbs of this room. They take part in the caller's transaction."""

from hub.rewards.operations.moving import approve, cancel, decline, send
from hub.rewards.operations.redeeming import redeem
from hub.rewards.operations.running import Details, add, change, close, publish, reopen

__all__ = [
    "Details",
    "add",
    "approve",
    "cancel",
    "change",
    "close",
    "decline",
    "publish",
    "redeem",
    "reopen",
    "send",
]
