"""Everything the front page shows, in a number of selects that does not grow."""

from dataclasses import dataclass

from hub.challenges import queries as challenges
from hub.events import queries as events
from hub.home.models import NewsItem
from hub.home.queries.celebrating import first_badge
from hub.home.queries.news import latest
from hub.ledger.models import BadgeAward
from hub.ledger.queries.standing import Standing, standing
from hub.members.models import Member
from hub.rewards import queries as rewards
from hub.rewards.models import Reward

SHOWN = 3
# Among so many coming events, those with a place of the member's own are looked for.
AHEAD = 20


@dataclass(frozen=True)
class Front:
    """`begun` wants the member's hand; `waiting` is how many of theirs a reviewer has."""

    standing: Standing
    celebration: BadgeAward | None
    begun: list[challenges.Card]
    waiting: int
    suggested: list[challenges.Card]
    coming: list[events.Listing]
    rewards: list[Reward]
    news: list[NewsItem]

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever begun or earned: the first visit, or nearly."""
        return not (self.standing.lifetime or self.begun or self.waiting)


def front(member: Member) -> Front:
    """The member's front page."""
    mine = standing(member.id)
    active = challenges.in_progress(member)
    begun = [card for card in active if card.state != "waiting" and _can_go_on(card)]
    room = max(1, SHOWN - len(begun))
    return Front(
        standing=mine,
        celebration=first_badge(member.id),
        begun=begun[:SHOWN],
        waiting=sum(card.state == "waiting" for card in active),
        suggested=challenges.suggested(member, room),
        coming=_coming(member),
        rewards=rewards.affordable(member, mine.balance, SHOWN),
        news=latest(member, SHOWN),
    )


def _coming(member: Member) -> list[events.Listing]:
    """The next events, those with a place of the member's own above all; the soonest first."""
    ahead = events.coming(member, AHEAD)
    # Sorting is stable, so each half stays in the order of its dates.
    ahead.sort(key=lambda listing: listing.registration is None)
    return sorted(ahead[:SHOWN], key=lambda listing: (listing.event.starts_at, listing.event.id))


def _can_go_on(card: challenges.Card) -> bool:
    """What was begun in a challenge that has closed since cannot be handed in."""
    return card.challenge.is_open
