"""Versions of the brand, and the pictures that belong to them. Rows are never changed."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.branding.palette import Palette
from hub.db import Base, CreatedAt, Id

KINDS = ("logo", "favicon", "hero")
# The types by the names under which a picture is served. The address holds the version.
SERVED = {
    "logo.webp": "image/webp",
    "icon-32.png": "image/png",
    "icon-180.png": "image/png",
    "hero.webp": "image/webp",
    "hero-small.webp": "image/webp",
}
SHOWN_AS = {"logo": "logo.webp", "favicon": "icon-180.png", "hero": "hero-small.webp"}
# What a logo has to stand on to be seen.
GROUNDS = ("any", "light", "dark")
# The look of a hub that nobody has branded. It has no row, and is there to go back to.
BUILT_IN = 0
NAME_MOST, FOOTER_MOST = 60, 1000

_COLOUR = "^#[0-9a-f]{6}$"


class BrandPicture(Base):
    """A picture of a brand: checked, re-encoded and stored in the shapes its kind is served in."""

    __tablename__ = "brand_pictures"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"ground IN {GROUNDS}", name="ground"),
        CheckConstraint("width > 0 AND height > 0", name="size"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    ground: Mapped[str] = mapped_column(default="any", server_default="any")
    created_at: Mapped[CreatedAt]

    def key(self, name: str) -> str:
        return f"brand/{self.id}/{name}"

    def url(self) -> str:
        """Where those who keep the brand see it before any look shows it."""
        return f"/brand/pictures/{self.id}"

    @property
    def shown_as(self) -> str:
        """The shape in which a form shows it."""
        return SHOWN_AS[self.kind]

    def every_key(self) -> list[str]:
        """Every file that a picture of any kind may have."""
        return [self.key(name) for name in SERVED]


class BrandVersion(Base):
    """One look of the hub. A draft until it gets its number or is discarded; a trigger refuses any
    other change.

    The newest number is in force. Going back makes a new row that says which number it repeats.
    """

    __tablename__ = "brand_versions"
    __table_args__ = (
        CheckConstraint(f"char_length(name) BETWEEN 1 AND {NAME_MOST}", name="name"),
        CheckConstraint(f"char_length(mail_footer) BETWEEN 1 AND {FOOTER_MOST}", name="footer"),
        CheckConstraint(f"brand_colour ~ '{_COLOUR}'", name="brand_colour"),
        CheckConstraint(f"accent_colour ~ '{_COLOUR}'", name="accent_colour"),
        CheckConstraint("jsonb_typeof(words) = 'object'", name="words_object"),
        CheckConstraint(
            "(palette IS NULL) = (brand_colour IS NULL AND accent_colour IS NULL)", name="palette"
        ),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("repeats >= 0 AND repeats < number", name="repeats"),
        CheckConstraint("begun_from >= 0", name="begun_from"),
        CheckConstraint("(number IS NULL) = (published_at IS NULL)", name="published"),
        CheckConstraint("number IS NULL OR discarded_at IS NULL", name="discarded"),
        Index("uq_brand_versions_number", "number", unique=True),
    )

    id: Mapped[Id]
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # The number that was in force when the draft was begun: what its author had seen.
    begun_from: Mapped[int] = mapped_column(default=BUILT_IN, server_default="0")
    number: Mapped[int | None]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    repeats: Mapped[int | None]
    discarded_at: Mapped[datetime | None]
    discarded_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    # What is not said stays as the hub has it.
    name: Mapped[str | None]
    brand_colour: Mapped[str | None]
    accent_colour: Mapped[str | None]
    # Computed from the colours once, so that a published look never changes by itself.
    palette: Mapped[Palette | None] = mapped_column(JSONB(none_as_null=True))
    logo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("brand_pictures.id"))
    favicon_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("brand_pictures.id"))
    hero_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("brand_pictures.id"))
    # {language: {"point": [singular, plural], …}}
    words: Mapped[dict[str, dict[str, list[str]]]] = mapped_column(
        JSONB, default=dict, server_default="{}"
    )
    mail_footer: Mapped[str | None]

    created_by: Mapped[Any] = relationship("Member", foreign_keys=[created_by_id], viewonly=True)
    published_by: Mapped[Any] = relationship(
        "Member", foreign_keys=[published_by_id], viewonly=True
    )
    discarded_by: Mapped[Any] = relationship(
        "Member", foreign_keys=[discarded_by_id], viewonly=True
    )

    @property
    def is_open(self) -> bool:
        """Whether it is a draft that may still be published."""
        return self.number is None and self.discarded_at is None


# What makes up a look, and is carried from one version to the next.
LOOK = (
    "name",
    "brand_colour",
    "accent_colour",
    "palette",
    "logo_id",
    "favicon_id",
    "hero_id",
    "words",
    "mail_footer",
)
