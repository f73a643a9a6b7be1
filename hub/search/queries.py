"""What is found, kind by kind, in a number of selects that does not grow."""

from dataclasses import dataclass, replace

from hub.members.models import Member
from hub.paging import Page
from hub.search.kinds import HUB, Kinds
from hub.searchable import Found, Wanted, forgive

BEST = 5
PAGE = 20


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


def everything(member: Member, words: str, kinds: Kinds = HUB) -> Results:
    """The best of every kind."""
    return _search(kinds, member, Wanted(words, limit=BEST))


def of_kind(
    kind: str, member: Member, words: str, number: int, kinds: Kinds = HUB
) -> tuple[Results, Page]:
    """One page of one kind. A page beyond the last is the first."""
    wanted = Wanted(words, limit=PAGE, skip=(number - 1) * PAGE)
    results = _search({kind: kinds[kind]}, member, wanted)
    if number > 1 and not results.groups:
        return of_kind(kind, member, words, 1, kinds)
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


def _search(kinds: Kinds, member: Member, wanted: Wanted) -> Results:
    """What fits, or else what comes near."""
    found = _in_each(kinds, member, wanted)
    if found:
        return Results(found)
    forgive()
    return Results(_in_each(kinds, member, replace(wanted, near=True)), near=True)


def _in_each(kinds: Kinds, member: Member, wanted: Wanted) -> dict[str, Found]:
    groups = {name: kind.search(member, wanted) for name, kind in kinds.items()}
    return {name: found for name, found in groups.items() if found.items}
