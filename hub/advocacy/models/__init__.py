"""Tables of this room."""

from hub.advocacy.models.acts import DEPOSIT, DIRECTIONS, WITHDRAWAL, Act, ActKind

__all__ = ["DEPOSIT", "DIRECTIONS", "WITHDRAWAL", "Act", "ActKind"]
