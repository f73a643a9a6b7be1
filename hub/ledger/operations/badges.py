"""Giving badges, and taking back what was given by mistake."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.audit import Actor
from hub.db import db
from hub.ledger.models import Badge, BadgeAward


def award_badge(member_id: int, badge: Badge, note: str, actor: Actor | None = None) -> int | None:
    """Give the badge, once. Returns the award's id, or None where the member had it already."""
    return db.session.scalar(
        insert(BadgeAward)
        .values(
            member_id=member_id,
            badge_id=badge.id,
            note=note,
            actor_id=actor.id if actor else None,
            awarded_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["member_id", "badge_id"])
        .returning(BadgeAward.id)
    )


def take_back_badge(award_id: int) -> None:
    """What it was given for was undone."""
    db.session.execute(delete(BadgeAward).where(BadgeAward.id == award_id))
