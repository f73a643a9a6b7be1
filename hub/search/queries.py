"""What is found, kind by kind, in a number of selects that does not grow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hub.challenges import queries as challenges
from hub.events import queries as events
from hub.members.models import Member
from hub.members.queries import searching as people
from hub.paging import Page
from hub.rewards import queries as rewards
from hub.searchable import Found, Wanted, forgive

BEST = 5
PAGE = 20

SEARCHES: dict[str, Callable[[Member, Wanted], Found]] = {
    "challenges": challenges.search,
    "events": events.search,
    "rewards": rewards.search,
    "people": people.search,
    "chapters": events.search_chapters,
}


@dataclass(frozen=True)
class Results:
    """What was found by kind; kinds without anything are left out.

    `near` says that nothing fits to the letter, and these are names that come near.
    """

    groups: dict[str, Found]
    near: bool = False

    @property
    def count(self) -> int:
        return sum(found.count for found in self.groups.values())


def everything(member: Member, words: str) -> Results:
    """The best of every kind."""
    return _search(SEARCHES, member, Wanted(words, limit=BEST))


def of_kind(kind: str, member: Member, words: str, number: int) -> tuple[Results, Page]:
    """One page of one kind. A page beyond the last is the first."""
    wanted = Wanted(words, limit=PAGE, skip=(number - 1) * PAGE)
    results = _search([kind], member, wanted)
    if number > 1 and not results.groups:
        return of_kind(kind, member, words, 1)
    if kind not in results.groups:
        return results, Page()
    found = results.groups[kind]
    more = wanted.skip + len(found.items) < found.count
    page = Page(
        found.items,
        next_key=str(number + 1) if more else None,
        previous_key=str(number - 1) if number > 1 else None,
    )
    return results, page


def _search(kinds: Iterable[str], member: Member, wanted: Wanted) -> Results:
    """What fits, or else what comes near."""
    found = _in_each(kinds, member, wanted)
    if found:
        return Results(found)
    forgive()
    return Results(_in_each(kinds, member, replace(wanted, near=True)), near=True)


def _in_each(kinds: Iterable[str], member: Member, wanted: Wanted) -> dict[str, Found]:
    groups = {kind: SEARCHES[kind](member, wanted) for kind in kinds}
    return {kind: found for kind, found in groups.items() if found.count}
