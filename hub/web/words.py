"""Dates, numbers and rich text on pages: in the reader's language and time zone."""

from datetime import date, datetime
from urllib.parse import urlsplit

import nh3
from flask import Flask, has_request_context, request
from flask_babel import format_date, format_datetime, format_decimal, format_timedelta, gettext
from flask_login import current_user
from markdown_it import MarkdownIt
from markupsafe import Markup

from hub import clock
from hub.extensions import babel

LANGUAGES = ["en"]

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


def format_when(value: datetime | date | None) -> str:
    """An instant as the reader would say it: how long ago when recent, else the date and time."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return format_date(value, "d MMM y")
    apart = clock.now() - value
    if 0 <= apart.total_seconds() < 60:
        return gettext("just now")
    if abs(apart.total_seconds()) < 86_400:
        return format_timedelta(-apart, add_direction=True, granularity="minute")
    return format_datetime(value, "d MMM y, HH:mm")


def host_of(url: str) -> str:
    """The host of an address, to show where a link leads."""
    return urlsplit(url).hostname or url


def _locale() -> str | None:
    if not has_request_context():
        return "en"
    chosen = getattr(current_user, "locale", None)
    return chosen or request.accept_languages.best_match(LANGUAGES) or "en"


def _timezone() -> str | None:
    return getattr(current_user, "timezone", None) if has_request_context() else None


def init_words(app: Flask) -> None:
    babel.init_app(app, locale_selector=_locale, timezone_selector=_timezone)
    app.jinja_env.globals.update(format_when=format_when)
    app.jinja_env.filters.update(markdown=markdown, number=format_decimal, host=host_of)
