"""News for members and for those who write it."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hub import clock
from hub.db import db
from hub.home.models import NewsItem
from hub.members.models import Audience, Member, Space
from hub.members.queries.visibility import for_lists, visible_to
from hub.paging import Key, Page, paginate


def latest(member: Member, limit: int = 3) -> list[NewsItem]:
    """What was published last for the member, newest first."""
    return list(db.session.scalars(_published().where(visible_to(member, NewsItem)).limit(limit)))


def inside(space: Space, member: Member, limit: int, *, ahead: bool = False) -> list[NewsItem]:
    """What was announced in a space, newest first.

    In: `ahead`, to show somebody who looks after it what its people will see.
    """
    seen = _published() if ahead else _published().where(visible_to(member, NewsItem))
    return list(db.session.scalars(seen.where(NewsItem.space_id == space.id).limit(limit)))


def _published() -> Select:
    return (
        select(NewsItem)
        .options(joinedload(NewsItem.space))
        .where(NewsItem.published_at <= clock.now())
        .order_by(NewsItem.published_at.desc(), NewsItem.id.desc())
    )


def all_news(at: str | None, audience: Audience | None = None) -> Page:
    """One page of everything, newest first."""
    found = for_lists(select(NewsItem), NewsItem, audience)
    return paginate(found, [Key(NewsItem.id, "id", descending=True)], at)
