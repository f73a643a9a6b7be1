"""Versions of the brand, for those who keep it."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from hub.branding.models import BUILT_IN, BrandPicture, BrandVersion
from hub.db import db
from hub.paging import Key, Page, paginate


def in_force() -> BrandVersion | None:
    """The newest published version, or None where the hub looks as we ship it."""
    published = select(BrandVersion).where(BrandVersion.number.is_not(None))
    return db.session.scalar(published.order_by(BrandVersion.number.desc()).limit(1))


def number_in_force() -> int:
    return db.session.scalar(select(func.max(BrandVersion.number))) or BUILT_IN


def is_in_force(number: int, now: BrandVersion | None) -> bool:
    """Whether the hub looks like that number: `now`, which is in force, is it or repeats it."""
    return number in ((now.number, now.repeats) if now else (BUILT_IN,))


def version(number: int) -> BrandVersion | None:
    return db.session.scalar(_with_people().where(BrandVersion.number == number))


def history(at: str | None) -> Page:
    """One page of what was published, newest first."""
    published = _with_people().where(BrandVersion.number.is_not(None))
    return paginate(published, [Key(BrandVersion.number, "number", descending=True)], at)


def open_drafts() -> list[BrandVersion]:
    """Every draft that was neither published nor discarded, newest first."""
    return list(db.session.scalars(_open_drafts()))


def draft_of(member: Any) -> BrandVersion | None:
    """The newest draft of theirs that still waits."""
    return db.session.scalar(_open_drafts().where(BrandVersion.created_by_id == member.id).limit(1))


def pictures(shown: BrandVersion | None) -> dict[str, BrandPicture]:
    """The pictures of a version by their kind."""
    if shown is None:
        return {}
    ids = [id for id in (shown.logo_id, shown.favicon_id, shown.hero_id) if id]
    found = db.session.scalars(select(BrandPicture).where(BrandPicture.id.in_(ids)))
    return {picture.kind: picture for picture in found}


def _open_drafts() -> Select[BrandVersion]:
    waiting = (BrandVersion.number.is_(None), BrandVersion.discarded_at.is_(None))
    return _with_people().where(*waiting).order_by(BrandVersion.id.desc())


def _with_people() -> Select[BrandVersion]:
    return select(BrandVersion).options(
        selectinload(BrandVersion.created_by), selectinload(BrandVersion.published_by)
    )
