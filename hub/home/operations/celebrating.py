"""Congratulating somebody, once."""

from hub import clock
from hub.home.queries.celebrating import first_badge
from hub.members.models import Member


def celebrate(member: Member) -> None:
    """Note that the member has seen their first badge celebrated; a second time changes nothing."""
    award = first_badge(member.id)
    if award is not None:
        award.celebrated_at = clock.now()
