"""Challenges that are found by words."""

from dataclasses import replace

from sqlalchemy import select

from hub.challenges.models import Challenge
from hub.challenges.queries.cards import cards_of, seen_by
from hub.members.models import Member
from hub.searchable import Found, Wanted, find


def search(member: Member, wanted: Wanted) -> Found:
    """Cards of what fits among the challenges that the member may see."""
    found = find(seen_by(member), Challenge, wanted)
    return replace(found, items=cards_of(member, found.items))


def search_managed(_member: Member, wanted: Wanted) -> Found:
    """What fits among all challenges, drafts and closed ones too."""
    return find(select(Challenge), Challenge, wanted)
