"""Spaces: made, changed, opened to their people, closed and opened again. One at a time, so that no
two get one address or one company."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, text

from hub import audit, clock
from hub.db import db, locked
from hub.members.models import Member, Space
from hub.pictures import Picture
from hub.refusals import Refusal
from hub.slugs import LONGEST, PATTERN, slug_of

_CHANGING = 4_019


class SpaceRefused(Refusal):
    """What a manager typed cannot be; `field` is where."""

    field = "slug"


class BadSlug(SpaceRefused):
    def __init__(self) -> None:
        super().__init__(
            _l("Use small letters from a to z, digits, and hyphens between them: “acme-users”.")
        )


class NoSlug(SpaceRefused):
    """The name has no letter that an address can be made of."""

    def __init__(self) -> None:
        super().__init__(_l("No address can be made of this name. Type one here."))


class SlugTaken(SpaceRefused):
    def __init__(self, slug: str) -> None:
        super().__init__(_l("Another space has the address “%(slug)s”. Type another.", slug=slug))


class CompanyTaken(SpaceRefused):
    """The company has a space already; drafts count, closed ones do not."""

    field = "company"

    def __init__(self, space: Space) -> None:
        super().__init__(
            _l(
                "This company has a space already: “%(name)s”. Close that one first.",
                name=space.name,
            )
        )


class ForOne(SpaceRefused):
    """A space is for one company or for one audience."""

    field = "company"

    def __init__(self) -> None:
        super().__init__(_l("Choose either a company or an audience."))


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a manager says of a space. An empty slug is made of the name, or stays as it is."""

    name: str
    slug: str = ""
    summary: str = ""
    welcome: str = ""
    company_id: int | None = None
    audience_id: int | None = None


def create(details: Details, *, by: Member, picture: Picture | None = None) -> Space:
    """A new draft. Raises `ForOne`, `BadSlug`, `NoSlug`, `SlugTaken`, `CompanyTaken`."""
    _alone()
    slug = details.slug or slug_of(details.name)
    if not slug:
        raise NoSlug
    values = _checked(details, slug, None)
    space = Space(**values, created_by_id=by.id, picture=picture)
    db.session.add(space)
    with audit.recorded(by, "space.created", space):
        db.session.flush()
    return space


def change(space: Space, details: Details, *, by: Member, picture: Picture | None = None) -> None:
    """Make the space say `details`; `picture` None keeps the one there is.

    Its address changes only where another is typed: a new name alone breaks no link. Raises as
    `create` does.
    """
    _alone()
    locked(Space, space.id)
    values = _checked(details, details.slug or space.slug, space)
    with audit.recorded(by, "space.updated", space):
        for name, value in values.items():
            setattr(space, name, value)
        if picture is not None:
            space.picture = picture


def publish(space: Space, *, by: Member) -> None:
    """Open a draft to its people. Opening it twice changes nothing."""
    locked(Space, space.id)
    if space.published_at is None:
        with audit.recorded(by, "space.published", space):
            space.published_at = clock.now()


def close(space: Space, *, by: Member) -> None:
    """Nobody enters any more, and nobody sees what is in it. Nothing is deleted."""
    locked(Space, space.id)
    if space.is_open:
        with audit.recorded(by, "space.closed", space):
            space.closed_at = clock.now()


def reopen(space: Space, *, by: Member) -> None:
    """Let its people in again. Raises `CompanyTaken`."""
    _alone()
    locked(Space, space.id)
    if space.closed_at is not None:
        _require_free(space.company_id, space)
        with audit.recorded(by, "space.reopened", space):
            space.closed_at = None


def _alone() -> None:
    """Until the transaction ends nobody else makes, changes or reopens a space."""
    db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHANGING})


def _checked(details: Details, slug: str, own: Space | None) -> dict[str, Any]:
    if (details.company_id is None) == (details.audience_id is None):
        raise ForOne
    if len(slug) > LONGEST or not re.fullmatch(PATTERN, slug):
        raise BadSlug
    same = select(Space.id).where(Space.slug == slug, Space.id != (own.id if own else 0))
    if db.session.scalar(same) is not None:
        raise SlugTaken(slug)
    if own is None or own.closed_at is None:
        _require_free(details.company_id, own)
    return {**asdict(details), "slug": slug}


def _require_free(company_id: int | None, own: Space | None) -> None:
    """Raise where the company has another space that is not closed."""
    if company_id is None:
        return
    other = db.session.scalar(
        select(Space).where(
            Space.company_id == company_id,
            Space.closed_at.is_(None),
            Space.id != (own.id if own else 0),
        )
    )
    if other is not None:
        raise CompanyTaken(other)
