"""The look that a request shows: of the version in force, or of a draft that is being looked at."""

from dataclasses import dataclass, field

import structlog
from flask import g
from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.exc import SQLAlchemyError

from hub.branding.models import BUILT_IN, BrandPicture, BrandVersion
from hub.branding.rewording import Words, words_of
from hub.db import db

log = structlog.get_logger("hub.branding")

# Part of a sheet's address: another number when sheet.py writes other rules for the same row.
SHEET_FORMAT = 1


@dataclass(frozen=True)
class Logo:
    """A logo as the bar shows it."""

    width: int
    height: int
    # What it has to stand on to be seen: "any", "light" or "dark".
    ground: str

    @property
    def says_the_name(self) -> bool:
        """A wide logo has the name in it, as a rule; beside a square one the name is written."""
        return self.width >= 2 * self.height


@dataclass(frozen=True)
class Look:
    """What pages and mails need to know of a version; without one, the look as we ship it."""

    id: int = 0
    number: int | None = BUILT_IN
    name: str | None = None
    words: dict[str, Words] = field(default_factory=dict)
    footer: str = ""
    coloured: bool = False
    # A button in a mail, and what is written on it: mails have no sheet.
    button: str = "#1f4d43"
    on_button: str = "#ffffff"
    logo: Logo | None = None
    has_favicon: bool = False
    has_hero: bool = False

    @property
    def has_sheet(self) -> bool:
        return self.coloured or self.has_hero

    @property
    def sheet_format(self) -> int:
        return SHEET_FORMAT


def look() -> Look:
    """The look of this request, asked for once, by whoever needs it first."""
    if "hub_look" not in g:
        g.hub_look = _in_force()
    return g.hub_look


def show_instead(version: BrandVersion | None) -> None:
    """Let this request look as that version would; None is the look as we ship it."""
    g.hub_look = look_of(version)


def look_of(version: BrandVersion | None) -> Look:
    """What one version looks like, in force or not."""
    if version is None:
        return Look()
    row = db.session.execute(_looks().where(BrandVersion.id == version.id)).one()
    return _from_row(row)


def _in_force() -> Look:
    """The newest published look.

    Words may be asked for in the middle of an operation, so nothing is flushed for it; and the
    page that tells of a broken database has a look, too.
    """
    newest = BrandVersion.number.desc().nulls_last()
    published = BrandVersion.number.is_not(None)
    try:
        with db.session.no_autoflush:
            row = db.session.execute(_looks().where(published).order_by(newest).limit(1)).first()
    except SQLAlchemyError as error:
        log.warning("brand.unknown", error=type(error).__name__)
        return Look()
    return _from_row(row) if row else Look()


def _looks() -> Select:
    light = BrandVersion.palette["light"]
    return select(
        BrandVersion.id,
        BrandVersion.number,
        BrandVersion.name,
        BrandVersion.words,
        BrandVersion.mail_footer,
        _text(light["brand"]).label("button"),
        _text(light["on-brand"]).label("on_button"),
        BrandVersion.favicon_id,
        BrandVersion.hero_id,
        BrandPicture.width,
        BrandPicture.height,
        BrandPicture.ground,
    ).outerjoin(BrandPicture, BrandPicture.id == BrandVersion.logo_id)


def _text(value: ColumnElement) -> ColumnElement[str]:
    return value.astext


def _from_row(row: Row) -> Look:
    colours = {"button": row.button, "on_button": row.on_button} if row.button else {}
    return Look(
        id=row.id,
        number=row.number,
        name=row.name,
        words={language: words_of(kept) for language, kept in row.words.items()},
        footer=row.mail_footer or "",
        coloured=bool(row.button),
        logo=Logo(row.width, row.height, row.ground) if row.width else None,
        has_favicon=row.favicon_id is not None,
        has_hero=row.hero_id is not None,
        **colours,
    )
