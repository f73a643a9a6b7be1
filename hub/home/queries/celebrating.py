"""What a member has not been congratulated on yet."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub import clock
from hub.db import db
from hub.ledger.models import BadgeAward

# Congratulations that come weeks later are none.
NEWS_FOR = timedelta(days=14)


def first_badge(member_id: int) -> BadgeAward | None:
    """The member's first badge while it is news and nobody has congratulated them, else None."""
    first = db.session.scalar(
        select(BadgeAward)
        .options(joinedload(BadgeAward.badge))
        .where(BadgeAward.member_id == member_id)
        .order_by(BadgeAward.id)
        .limit(1)
    )
    if first is None or first.celebrated_at or first.awarded_at < clock.now() - NEWS_FOR:
        return None
    return first
