"""The challenges of one space."""

from hub.challenges.models import Challenge
from hub.challenges.queries.cards import Card, cards_of, seen_by, with_pictures
from hub.db import db
from hub.members.models import Member, Space

# What wants the member's hand comes first, what waits or is done last.
ORDER = ("returned", "in_progress", "open", "waiting")


def inside(space: Space, member: Member, limit: int, *, ahead: bool = False) -> list[Card]:
    """Cards of what the member sees in a space.

    In: `ahead`, to show somebody who looks after it what its people will see.
    """
    seen = with_pictures().where(Challenge.is_open) if ahead else seen_by(member)
    challenges = db.session.scalars(
        seen.where(Challenge.space_id == space.id)
        .order_by(Challenge.is_open.desc(), Challenge.published_at.desc(), Challenge.id.desc())
        .limit(limit)
    ).all()
    places = {state: place for place, state in enumerate(ORDER)}
    cards = cards_of(member, challenges)
    return sorted(cards, key=lambda card: places.get(card.state, len(ORDER)))
