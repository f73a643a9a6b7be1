"""What one can search for, in the hub and in the console: which room answers, and for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges import queries as challenges
from hub.events import queries as events
from hub.members.models import Member
from hub.members.queries import searching as members
from hub.rewards import queries as rewards
from hub.searchable import Found, Wanted


@dataclass(frozen=True)
class Kind:
    """The heading above what was found and its icon; who finds it; any permission that opens it."""

    name: Any
    icon: str
    search: Callable[[Member, Wanted], Found]
    opened_by: tuple[str, ...] = ()

    def open_to(self, member: Member) -> bool:
        """Whether the member may see such things; without permissions everybody may."""
        return not self.opened_by or any(map(member.has_permission, self.opened_by))


Kinds = Mapping[str, Kind]

# Each in the order in which they stand on the page.
HUB: Kinds = {
    "challenges": Kind(_l("Challenges"), "flag", challenges.search),
    "events": Kind(_l("Events"), "calendar", events.search),
    "rewards": Kind(_l("Rewards"), "gift", rewards.search),
    "people": Kind(_l("People"), "users", members.search),
    "chapters": Kind(_l("Chapters"), "pin", events.search_chapters),
}
_HOSTS = ("events.manage", "events.lead")
CONSOLE: Kinds = {
    "members": Kind(_l("Members"), "users", members.search_managed, ("members.view",)),
    "companies": Kind(_l("Companies"), "building", members.search_companies, ("members.view",)),
    "challenges": Kind(_l("Challenges"), "flag", challenges.search_managed, ("challenges.manage",)),
    "events": Kind(_l("Events"), "calendar", events.search_hosted, _HOSTS),
    "rewards": Kind(_l("Rewards"), "gift", rewards.search_managed, ("rewards.manage",)),
    "chapters": Kind(_l("Chapters"), "pin", events.search_chapters, _HOSTS),
}


def open_to(member: Member, kinds: Kinds) -> Kinds:
    """Those of the kinds that the member may see."""
    return {name: kind for name, kind in kinds.items() if kind.open_to(member)}
