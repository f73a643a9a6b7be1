"""How the kinds of things are called that one can search for."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class KindWords:
    """The heading above what was found, and its icon."""

    name: Any
    icon: str


# In the order in which they stand on the page.
KINDS: dict[str, KindWords] = {
    "challenges": KindWords(_l("Challenges"), "flag"),
    "events": KindWords(_l("Events"), "calendar"),
    "rewards": KindWords(_l("Rewards"), "gift"),
    "people": KindWords(_l("People"), "users"),
    "chapters": KindWords(_l("Chapters"), "pin"),
}
