"""Rewards that are found by words."""

from sqlalchemy import select

from hub.members.models import Member
from hub.rewards.models import Reward
from hub.rewards.queries.rewards import offered
from hub.searchable import Found, Wanted, find


def search(member: Member, wanted: Wanted) -> Found:
    """What fits of what the member is offered; what is sold out comes last."""
    return find(offered(member), Reward, wanted, Reward.sold_out)


def search_managed(_member: Member, wanted: Wanted) -> Found:
    """What fits among all rewards, drafts and closed ones too."""
    return find(select(Reward), Reward, wanted)
