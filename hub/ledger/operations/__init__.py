"""Verbs of the ledger. They take part in the caller's transaction."""

from hub.ledger.operations.badges import award_badge, take_back_badge
from hub.ledger.operations.movements import (
    Cause,
    NotEnoughPoints,
    award,
    expire,
    hold,
    release,
    reverse,
    settle,
)

__all__ = [
    "Cause",
    "NotEnoughPoints",
    "award",
    "award_badge",
    "expire",
    "hold",
    "release",
    "reverse",
    "settle",
    "take_back_badge",
]
