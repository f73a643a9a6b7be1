"""Tables of this room."""

from hub.advocacy.models.acts import DEPOSIT, DIRECTIONS, WITHDRAWAL, Act, ActKind
from hub.advocacy.models.asks import OUTCOMES, RULES, Ask, AskOptOut, AskPause, AskRules

__all__ = [
    "DEPOSIT",
    "DIRECTIONS",
    "OUTCOMES",
    "RULES",
    "WITHDRAWAL",
    "Act",
    "ActKind",
    "Ask",
    "AskOptOut",
    "AskPause",
    "AskRules",
]
