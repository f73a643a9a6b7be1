"""Versions of the brand, for those who keep it."""

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


def version(number: int) -> BrandVersion | None:
    return db.session.scalar(_with_people().where(BrandVersion.number == number))


def history(at: str | None) -> Page:
    """One page of what was published, newest first."""
    published = _with_people().where(BrandVersion.number.is_not(None))
    return paginate(published, [Key(BrandVersion.number, "number", descending=True)], at)


def open_drafts() -> list[BrandVersion]:
    """The latest draft of each author, if nothing newer of theirs was published. Newest first."""
    latest = select(func.max(BrandVersion.id)).group_by(BrandVersion.created_by_id)
    drafts = _with_people().where(BrandVersion.id.in_(latest), BrandVersion.number.is_(None))
    return list(db.session.scalars(drafts.order_by(BrandVersion.id.desc()).limit(5)))


def pictures(shown: BrandVersion | None) -> dict[str, BrandPicture]:
    """The pictures of a version by their kind."""
    if shown is None:
        return {}
    ids = [id for id in (shown.logo_id, shown.favicon_id, shown.hero_id) if id]
    found = db.session.scalars(select(BrandPicture).where(BrandPicture.id.in_(ids)))
    return {picture.kind: picture for picture in found}


def _with_people() -> Select[BrandVersion]:
    return select(BrandVersion).options(
        selectinload(BrandVersion.created_by), selectinload(BrandVersion.published_by)
    )
