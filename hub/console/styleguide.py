"""The style guide: every piece that pages are made of, in all its states, as it really is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import clock
from hub.console import samples
from hub.events.models import Event
from hub.events.month import Month, month
from hub.events.queries import Listing
from hub.paging import Page
from hub.web import render, requires
from hub.web.words import first_weekday, reader_locale

blueprint = Blueprint("styleguide", __name__)

TOKENS = (
    "page", "surface", "sunken", "ink", "ink-soft", "line", "line-strong", "brand", "brand-strong",
    "brand-soft", "brand-deep", "accent", "accent-soft", "coral", "success", "info", "warning",
    "danger", "focus", "chart-1", "chart-2", "chart-3",
)  # fmt: skip
TEXTS = ("3xl", "2xl", "xl", "l", "m", "s", "xs")
SPACES = range(1, 9)
RADII = ("s", "m", "l", "full")


@dataclass(frozen=True)
class Part:
    """One part of the page: what its address ends in, what it is called, and its template."""

    slug: str
    name: str

    @property
    def template(self) -> str:
        return f"console/styleguide/_{self.slug}.html"


@blueprint.get("/console/styleguide")
@requires("console.view")
def index() -> ResponseReturnValue:
    """All parts on one page, under anchors."""
    now = clock.now()
    locale = reader_locale()
    return render(
        "console/styleguide/index.html",
        parts=_parts(),
        tokens=TOKENS,
        texts=TEXTS,
        spaces=SPACES,
        radii=RADII,
        form=samples.form(),
        refused=samples.refused_form(),
        people=samples.people(),
        tiers=samples.tiers(),
        badges=samples.badges(),
        more=Page(next_url=url_for("styleguide.index", page="more")),
        between=Page(next_url="#lists", previous_url="#lists", first_url="#lists"),
        month=_month(now),
        locale=locale,
        now=now,
        earlier=now - timedelta(days=3),
    )


def _parts() -> list[Part]:
    return [
        Part("scales", _("Colours and scales")),
        Part("actions", _("Buttons")),
        Part("forms", _("Forms")),
        Part("cards", _("Cards and places")),
        Part("standing", _("People and standing")),
        Part("progress", _("Progress and time")),
        Part("lists", _("Lists and tables")),
        Part("messages", _("Messages")),
        Part("charts", _("Charts")),
    ]


def _month(now: datetime) -> Month:
    """This month, with something on the first and much on the tenth."""
    first = now.date().replace(day=1)
    begins = [datetime(now.year, now.month, day, 17, tzinfo=UTC) for day in (1, 10, 10, 10, 10)]
    listings = [
        Listing(
            Event(id=0, title=_("An event"), starts_at=at, timezone="UTC", translations={}), 0, None
        )
        for at in begins
    ]
    return month(first, listings, first_weekday(reader_locale()))
