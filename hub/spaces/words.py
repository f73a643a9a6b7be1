"""What a space holds, in words and addresses."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Challenge
from hub.events.models import Event
from hub.home.models import NewsItem
from hub.members.models import ForSome
from hub.rewards.models import Reward


@dataclass(frozen=True)
class Kind:
    """A kind of content: what it is called, and the pages where one is changed and made."""

    model: type[ForSome]
    name: Any
    new_name: Any
    page: str
    new: str


KINDS = {
    "challenges": Kind(
        Challenge,
        _l("Challenges"),
        _l("New challenge"),
        "challenges_manage.edit",
        "challenges_manage.new",
    ),
    "events": Kind(Event, _l("Events"), _l("New event"), "events_manage.edit", "events_manage.new"),
    "rewards": Kind(
        Reward, _l("Rewards"), _l("New reward"), "rewards_manage.edit", "rewards_manage.new"
    ),
    "news": Kind(NewsItem, _l("Announcements"), _l("Write news"), "news.edit", "news.new"),
}
STATE_NAMES = {
    "draft": _l("Draft"),
    "open": _l("Open"),
    "closed": _l("Closed"),
    "published": _l("Published"),
    "over": _l("Over"),
    "cancelled": _l("Cancelled"),
}
STATE_TONES = {"open": "success", "published": "success"}


def state_of(row: Any) -> str:
    """How far a thing is; news knows only whether it is published."""
    if isinstance(row, NewsItem):
        return "published" if row.published_at else "draft"
    return row.state
