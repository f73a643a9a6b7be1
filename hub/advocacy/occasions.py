"""What acts can be about, as the rooms above name it: an event that somebody was at.

A room registers what it has; whoever offers a choice of them, or says which one it was, asks here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Occasions:
    """One sort of occasion. `Act.about` is its name, a colon, and the id."""

    newest: Callable[[], Sequence[tuple[int, str]]]
    names: Callable[[Collection[int]], Mapping[int, str]]


OCCASIONS: dict[str, Occasions] = {}
