"""Everything a space's pages show, in a number of selects that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from hub.challenges import queries as challenges
from hub.db import db
from hub.events import queries as events
from hub.home.models import NewsItem
from hub.home.queries import leaderboard, news
from hub.ledger.queries.standing import balance
from hub.members.models import Member, Space
from hub.members.queries.newsletters import reads
from hub.members.queries.spaces import its_people
from hub.rewards import queries as rewards
from hub.rewards.models import Reward
from hub.spaces.words import KINDS

NEWS = 10
SHOWN = 24
ON_BOARD = 5
# Of each kind, on the page that lists for managers what is in a space.
LISTED = 100


@dataclass(frozen=True)
class Front:
    """What stands in the space; `reading` is whether the member has its news mailed."""

    space: Space
    news: list[NewsItem]
    challenges: list[challenges.Card]
    events: list[events.Listing]
    rewards: Sequence[Reward]
    balance: int
    board: list[leaderboard.Row]
    reading: bool

    @property
    def is_empty(self) -> bool:
        return not (self.news or self.challenges or self.events or self.rewards)


def front(space: Space, member: Member, *, ahead: bool = False) -> Front:
    """The space as the member finds it.

    In: `ahead`, to show somebody who looks after it what its people will see.
    """
    return Front(
        space=space,
        news=news.inside(space, member, NEWS, ahead=ahead),
        challenges=challenges.inside(space, member, SHOWN, ahead=ahead),
        events=events.inside(space, member, SHOWN, ahead=ahead),
        rewards=rewards.inside(space, member, SHOWN, ahead=ahead),
        balance=balance(member.id),
        board=leaderboard.top(ON_BOARD, its_people(space)),
        reading=reads(space, member),
    )


def counts(space: Space) -> dict[str, int]:
    """How many of each kind belong to the space, whoever sees them."""
    questions = [
        select(func.count())
        .where(kind.model.space_id == space.id)
        .select_from(kind.model)
        .scalar_subquery()
        .label(name)
        for name, kind in KINDS.items()
    ]
    return dict(db.session.execute(select(*questions)).one()._mapping)


def content(space: Space) -> dict[str, Sequence[Any]]:
    """What belongs to the space by kind, newest first, drafts and what is over too."""
    return {name: _content(kind.model, space) for name, kind in KINDS.items()}


def _content(model: Any, space: Space) -> Sequence[Any]:
    rows = select(model).where(model.space_id == space.id).order_by(model.id.desc())
    return db.session.scalars(rows.limit(LISTED)).all()
