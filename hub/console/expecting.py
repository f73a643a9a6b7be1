"""From a share of the past to a range for what is to come. No database here."""

import math
from dataclasses import dataclass

# Fewer than this say too little about those who come after them.
LEAST = 20
# Nine of ten intervals made like this hold the share that they look for.
_Z = 1.645


@dataclass(frozen=True)
class Range:
    """From a low number to a high one, both possible."""

    low: int
    high: int

    def times(self, number: int) -> "Range":
        return Range(self.low * number, self.high * number)


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    done: int
    of: int

    @property
    def enough(self) -> bool:
        return self.of >= LEAST

    def among(self, people: int) -> Range | None:
        """How many of `people` do it if they are like those before, nine times in ten.

        Wilson's interval: honest near nothing and near all, where the usual one is not.
        """
        if not self.enough:
            return None
        low, high = self._interval()
        return Range(math.floor(low * people), math.ceil(high * people))

    def _interval(self) -> tuple[float, float]:
        share, square = self.done / self.of, _Z**2
        middle = share + square / (2 * self.of)
        spread = _Z * math.sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        whole = 1 + square / self.of
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def widest(*ranges: Range | None) -> Range | None:
    """From the lowest to the highest of those that are known."""
    known = [one for one in ranges if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))
