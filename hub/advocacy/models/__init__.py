"""Tables of this room."""

from hub.advocacy.models.acts import DEPOSIT, DIRECTIONS, WITHDRAWAL, Act, ActKind
from hub.advocacy.models.asks import (
    OUTCOMES,
    RULES,
    RULES_OF_COMPANY,
    Ask,
    AskOptOut,
    AskPause,
    AskRules,
)

__all__ = [
    "DEPOSIT",
    "DIRECTIONS",
    "OUTCOMES",
    "RULES",
    "RULES_OF_COMPANY",
    "WITHDRAWAL",
    "Act",
    "ActKind",
    "Ask",
    "AskOptOut",
    "AskPause",
    "AskRules",
]
