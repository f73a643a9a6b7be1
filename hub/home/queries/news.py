"""News for members and for those who write it."""

from sqlalchemy import select

from hub import clock
from hub.db import db
from hub.home.models import NewsItem
from hub.members.models import Member
from hub.members.queries.visibility import visible_to
from hub.paging import Key, Page, paginate


def latest(member: Member, limit: int = 3) -> list[NewsItem]:
    """What was published last for the member, newest first."""
    return list(
        db.session.scalars(
            select(NewsItem)
            .where(NewsItem.published_at <= clock.now(), visible_to(member, NewsItem))
            .order_by(NewsItem.published_at.desc(), NewsItem.id.desc())
            .limit(limit)
        )
    )


def all_news(at: str | None) -> Page:
    """One page of everything, newest first."""
    return paginate(select(NewsItem), [Key(NewsItem.id, "id", descending=True)], at)
