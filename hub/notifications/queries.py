"""A member's notifications."""

from sqlalchemy import func, select

from hub.db import db
from hub.notifications.models import Notification
from hub.paging import Key, Page, paginate


def unread_count(member_id: int) -> int:
    """How many the member has not seen."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Notification)
            .where(Notification.member_id == member_id, Notification.read_at.is_(None))
        )
        or 0
    )


def notifications(member_id: int, at: str | None) -> Page:
    """One page of the member's notifications, newest first."""
    return paginate(
        select(Notification).where(Notification.member_id == member_id),
        [Key(Notification.id, "id", descending=True)],
        at,
    )
