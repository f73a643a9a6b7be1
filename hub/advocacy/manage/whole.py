"""What the page about everything of a member, or of a company, shows of this room."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hub.advocacy import queries
from hub.advocacy.judging import Answer
from hub.advocacy.models import ActKind
from hub.advocacy.queries import ActSearch
from hub.members.models import Company, Member

NEWEST = 10


@dataclass(frozen=True)
class Blocked:
    """Kinds of asks that the guard refuses for one and the same reason until the same day."""

    kinds: list[ActKind]
    answer: Answer

    @property
    def count(self) -> int:
        return len(self.kinds)


def whole(owner: Member | Company) -> dict[str, Any]:
    """The bank with its months, the newest acts, open asks, and what the guard says of others."""
    of_member = isinstance(owner, Member)
    search = ActSearch(member_id=owner.id) if of_member else ActSearch(company_id=owner.id)
    said = _said(owner)
    return {
        "search": search,
        "acts": queries.acts_page(search, None, NEWEST),
        "bank": queries.bank(owner),
        "months": queries.months(owner),
        "open_asks": queries.open_asks(owner),
        "allowed": [kind for kind, answer in said if answer.allowed],
        "blocked": blocked(said),
    }


def blocked(said: Iterable[tuple[ActKind, Answer]]) -> list[Blocked]:
    """What is refused, together where the reason is the same."""
    found: dict[tuple[str, Any], Blocked] = {}
    for kind, answer in said:
        if not answer.allowed:
            reason = (str(answer.for_manager), answer.lifts_on)
            found.setdefault(reason, Blocked([], answer)).kinds.append(kind)
    return list(found.values())


def _said(owner: Member | Company) -> list[tuple[ActKind, Answer]]:
    if isinstance(owner, Member):
        return queries.guard_says(owner)
    return queries.guard_says_of_company(owner)
