"""Dates, numbers and rich text on pages: in the reader's language and time zone."""

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import nh3
from babel import Locale
from babel.core import get_global
from babel.units import format_unit
from flask import Flask
from flask_babel import (
    format_date,
    format_datetime,
    format_decimal,
    format_percent,
    format_timedelta,
    get_locale,
    gettext,
)
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from hub import clock
from hub.translatable import Translatable, Words
from hub.web.languages import said_language

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def markdown(text: str | None) -> Markup:
    """Rich text that a person wrote, as safe HTML. The only path from text to markup."""
    html = _markdown.render(text or "")
    # nh3 has just sanitised it.
    return Markup(nh3.clean(html, tags=_TAGS, url_schemes={"http", "https", "mailto"}))


def reader_locale() -> Locale:
    """The reader's locale. English is as in Britain: day first, clock to 24, week from Monday."""
    locale = get_locale() or Locale("en")
    return Locale("en", "GB") if str(locale) == "en" else locale


def first_weekday(locale: Locale) -> int:
    """The day that begins the week where most who speak the language live: 0, Monday, to 6."""
    likely = get_global("likely_subtags").get(str(locale), str(locale))
    return Locale.parse(likely).first_week_day


def pattern(*skeletons: str) -> str:
    """The reader's way to write the given parts of a date, as in "yMMMd" and "Hm"."""
    locale = reader_locale()
    return ", ".join(str(locale.datetime_skeletons[skeleton]) for skeleton in skeletons)


def format_when(value: datetime | date | None) -> str:
    """An instant as the reader would say it: how long ago when recent, else the date and time."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return format_date(value, pattern("yMMMd"))
    apart = clock.now() - value
    if 0 <= apart.total_seconds() < 60:
        return gettext("just now")
    if abs(apart.total_seconds()) < 86_400:
        return format_timedelta(-apart, add_direction=True, granularity="minute")
    return format_datetime(value, pattern("yMMMd", "Hm"))


def in_full(value: datetime | None) -> str:
    """Date and time with the day of the week, for what one plans by."""
    return format_datetime(value, pattern("yMMMEd", "Hm")) if value else ""


def dated(value: date, *skeletons: str) -> str:
    """The given parts of a date as the reader writes them: `month|dated("yMMM")`."""
    return format_date(value, pattern(*skeletons))


def said(thing: Translatable, column: str) -> Words:
    """What managers wrote there, in the reader's language where they said it in that too."""
    return thing.said(column, said_language())


def number(value: Any) -> str:
    """As the reader's language writes it. A hyphen is no minus, though Unicode's data has one."""
    return format_decimal(value).replace("-", "\N{MINUS SIGN}")


def breakable(address: str) -> Markup:
    """An address that, where a line is short, breaks after its @ and dots, not within a word."""
    return Markup(re.sub(r"([@.])", r"\1<wbr>", str(escape(address))))


def day(iso: str) -> str:
    """A day that is kept as text, as the reader writes it."""
    return format_date(date.fromisoformat(iso), pattern("yMMMd"))


def file_size(count: int) -> str:
    """So many bytes, in the unit that people read."""
    unit, of = ("megabyte", 1024**2) if count >= 1024**2 else ("kilobyte", 1024)
    return format_unit(max(round(count / of, 1), 0.1), unit, "short", locale=reader_locale())


def host_of(url: str) -> str:
    """The host of an address, to show where a link leads."""
    return urlsplit(url).hostname or url


def init_words(app: Flask) -> None:
    app.jinja_env.globals.update(format_when=format_when, in_full=in_full)
    app.jinja_env.filters.update(
        dated=dated,
        day=day,
        file_size=file_size,
        host=host_of,
        markdown=markdown,
        breakable=breakable,
        number=number,
        percent=format_percent,
        said=said,
    )
