"""Questions about rewards and redemptions."""

from hub.rewards.queries.rewards import (
    OPEN,
    affordable,
    all_rewards,
    catalogue,
    inside,
    just_redeemed,
    next_waiting,
    open_counts,
    queue,
    recent,
    redemption,
    redemptions_by,
    redemptions_of,
    reward,
)
from hub.rewards.queries.searching import search, search_managed

__all__ = [
    "OPEN",
    "affordable",
    "all_rewards",
    "catalogue",
    "inside",
    "just_redeemed",
    "next_waiting",
    "open_counts",
    "queue",
    "recent",
    "redemption",
    "redemptions_by",
    "redemptions_of",
    "reward",
    "search",
    "search_managed",
]
