"""What people did in the rooms: a part each of the whole page, and a page for the rest of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, url_for
from flask_babel import lazy_gettext as _l

from hub.challenges import words as challenges_words
from hub.challenges.queries import attempts_of
from hub.events import words as events_words
from hub.events.queries import registrations_of
from hub.members.models import Company, Member
from hub.paging import LIMIT, Page
from hub.rewards import words as rewards_words
from hub.rewards.queries import redemptions_by
from hub.web import cursor, paged, render

NEWEST = 10


@dataclass(frozen=True)
class Part:
    """A room's list of what somebody did, or what people did in their time at a company."""

    name: str
    title: Any
    title_of: Any
    template: str
    rows: Callable[[Member | Company, str | None, int], Page]
    names: Mapping[str, Any]
    tones: Mapping[str, str]


PARTS = {
    part.name: part
    for part in (
        Part(
            "attempts",
            _l("Challenges"),
            _l("Challenges of %(name)s"),
            "challenges/manage/_attempts.html",
            attempts_of,
            challenges_words.STATE_NAMES,
            challenges_words.STATE_TONES,
        ),
        Part(
            "registrations",
            _l("Events"),
            _l("Events of %(name)s"),
            "events/manage/_registrations.html",
            registrations_of,
            events_words.OUTCOME_NAMES,
            events_words.OUTCOME_TONES,
        ),
        Part(
            "redemptions",
            _l("Redemptions"),
            _l("Redemptions of %(name)s"),
            "rewards/manage/_redemptions.html",
            redemptions_by,
            rewards_words.STATE_NAMES,
            rewards_words.STATE_TONES,
        ),
    )
}
# In routes, where the name of a part stands.
ANY = f"<any({','.join(PARTS)}):part>"


def newest(owner: Member | Company, endpoint: str) -> list[tuple[Part, Page]]:
    """Every part with its newest rows; where there are more, `endpoint` has them."""
    return [(part, _begun(part, owner, endpoint)) for part in PARTS.values()]


def _begun(part: Part, owner: Member | Company, endpoint: str) -> Page:
    page = part.rows(owner, None, NEWEST)
    if page.next_key is None:
        return page
    rest = url_for(endpoint, id=owner.id, part=part.name, page=page.next_key)
    return replace(page, next_url=rest)


def page(part: Part, owner: Member | Company, back: str) -> Response:
    """The page of all rows of one part."""
    return render(
        "console/part.html",
        fragment=part.template,
        part=part,
        owner=owner,
        back=back,
        page=paged(part.rows(owner, cursor(), LIMIT)),
        names=part.names,
        tones=part.tones,
        of_member=isinstance(owner, Member),
    )
