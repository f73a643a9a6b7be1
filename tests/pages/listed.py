"""What the list is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from hub.members.models import Member

# Looks in the demo programme for the object that a page is about, as seen by that member.
Find = Callable[[Member | None], Any]


@dataclass(frozen=True)
class Post:
    """What is sent to see a form refused: where, and the fields, filled wrongly."""

    to: str
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """One page in one state: its route, a name for files, and how to get there.

    `find` gives the value of the route's variable; `query` is added to the address; `wrong` is
    posted instead of getting the page; `opened` selects what is unfolded.
    """

    rule: str
    name: str
    find: Find | None = None
    query: str = ""
    wrong: Post | None = None
    opened: str = ""
    status: int = 200

    @property
    def answers(self) -> int:
        """The status that the page must come with."""
        return 422 if self.wrong else self.status

    def path(self, who: Member | None) -> str:
        """The page's address for that member; what is posted may need the same value."""
        return self._filled(self.rule, who) + self.query

    def post_to(self, who: Member | None) -> str:
        """Where its refused form is sent."""
        assert self.wrong
        return self._filled(self.wrong.to, who)

    def _filled(self, rule: str, who: Member | None) -> str:
        if "<" not in rule:
            return rule
        assert self.find, f"{self.rule} has a variable and nothing to find it by"
        value = self.find(who)
        assert value is not None, f"the demo programme has nothing for {self.name} ({self.rule})"
        # One value for every variable, or one for each.
        values = iter(value) if isinstance(value, tuple) else repeat(value)
        return re.sub(r"<[^>]+>", lambda _variable: str(next(values)), rule)
