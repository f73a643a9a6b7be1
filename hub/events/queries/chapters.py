"""Chapters and who leads them."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.db import db
from hub.events.models import Chapter, ChapterLeader
from hub.members.models import Member


def chapters() -> Sequence[Chapter]:
    """Every chapter, by name."""
    return db.session.scalars(select(Chapter).order_by(Chapter.name)).all()


def chapter(slug: str) -> Chapter | None:
    """The chapter of that address."""
    return db.session.scalar(select(Chapter).where(Chapter.slug == slug))


def leaders(chapter: Chapter) -> Sequence[Member]:
    """Who leads it, longest first."""
    return db.session.scalars(
        select(Member)
        .join(ChapterLeader, ChapterLeader.member_id == Member.id)
        .where(
            ChapterLeader.chapter_id == chapter.id,
            Member.deactivated_at.is_(None),
            Member.erased_at.is_(None),
        )
        .order_by(ChapterLeader.since, Member.id)
    ).all()
