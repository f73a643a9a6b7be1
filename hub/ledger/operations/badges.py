"""Giving badges, and taking back what was given by mistake."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.audit import Actor
from hub.db import changed_rows, db
from hub.ledger.models import Badge, BadgeAward


def award_badge(member_id: int, badge: Badge, note: str, actor: Actor | None = None) -> bool:
    """Give the badge, once. Returns whether the member did not have it before."""
    made = changed_rows(
        insert(BadgeAward)
        .values(
            member_id=member_id,
            badge_id=badge.id,
            note=note,
            actor_id=actor.id if actor else None,
            awarded_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["member_id", "badge_id"])
    )
    return made > 0


def take_back_badge(award_id: int) -> None:
    """What it was given for was undone."""
    db.session.execute(delete(BadgeAward).where(BadgeAward.id == award_id))
