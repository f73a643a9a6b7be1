"""The people of a company, with what managers want to know before they write to one."""

from dataclasses import dataclass, replace

from hub.advocacy.judging import Answer
from hub.advocacy.models import ActKind
from hub.advocacy.queries import may_ask_all
from hub.ledger.models import Tier
from hub.ledger.queries.standing import tiers_of
from hub.members.models import Company, Position
from hub.members.queries import companies
from hub.paging import Page

# Each on a few lines of a page that has much more.
SHOWN = 10


@dataclass(frozen=True)
class Colleague:
    """Somebody's latest position at the company, their tier, and whether to ask them now."""

    position: Position
    tier: Tier | None
    answer: Answer | None


def colleagues(company: Company, kind: ActKind | None, at: str | None) -> Page:
    """One page of them. In: `kind`, what they would be asked for, if there is such a kind."""
    page = companies.colleagues(company, at, SHOWN)
    ids = [position.member_id for position in page.items]
    tiers = tiers_of(ids)
    answers = may_ask_all(ids, kind) if kind else {}
    return replace(
        page,
        items=[
            Colleague(position, tiers[position.member_id], answers.get(position.member_id))
            for position in page.items
        ],
    )
