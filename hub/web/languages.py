"""Which language and time zone a page is written in, and where a reader chooses."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from babel import Locale, UnknownLocaleError, negotiate_locale
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    has_request_context,
    make_response,
    redirect,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale
from flask_login import current_user

from hub.extensions import babel
from hub.paths import TRANSLATIONS
from hub.web.access import public
from hub.web.pages import local_path, remember

# The languages that have a catalogue, each by its own name. The first is what the sources say.
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "ar": "العربية",
}
DEFAULT = "en"
# Only their menus are translated so far; what stands between the menus is English, and says so.
MENUS_ONLY = {"ar": "القوائم فقط"}
COOKIE = "language"

blueprint = Blueprint("languages", __name__)


def known(locale: str | None) -> str | None:
    """The language of ours that fits `locale` ("de-AT" is "de"), or None."""
    return _best([locale]) if locale else None


def _best(wanted: list[str]) -> str | None:
    found = negotiate_locale([tag.replace("-", "_") for tag in wanted], list(LANGUAGES))
    return found.lower() if found else None


def reader_language() -> str:
    """The member's choice, else the browser's cookie, else what the browser asks for."""
    if not has_request_context():
        return DEFAULT
    chosen = known(getattr(current_user, "locale", None)) or known(request.cookies.get(COOKIE))
    return chosen or _best(list(request.accept_languages.values())) or DEFAULT


def reader_timezone() -> str | None:
    """The member's own zone, if they chose one."""
    return getattr(current_user, "timezone", None) if has_request_context() else None


def written_for(locale: str | None) -> AbstractContextManager[None]:
    """A block whose words are for somebody else: in their language, or the hub's own."""
    return force_locale(content_language(known(locale) or DEFAULT))


def content_language(language: str) -> str:
    """The language of what stands between the menus, for somebody who chose `language`."""
    return DEFAULT if language in MENUS_ONLY else language


def page_language() -> str:
    """What everything is written in but the menus."""
    return content_language(reader_language())


def said_language() -> str:
    """The language in which to show what managers wrote: the reader's own, menus only or not."""
    written_in = str(get_locale() or DEFAULT)
    own = reader_language()
    return own if content_language(own) == written_in else written_in


def menus(caller: Callable[[], str]) -> str:
    """What belongs to the menus: `{% call menus() %}…{% endcall %}`."""
    return _written_in(reader_language(), caller)


def content(caller: Callable[[], str]) -> str:
    """What stands between the menus: `{% call content() %}…{% endcall %}`."""
    return _written_in(page_language(), caller)


def _written_in(language: str, caller: Callable[[], str]) -> str:
    if language == str(get_locale() or DEFAULT):
        return caller()
    with force_locale(language):
        return caller()


def offered() -> dict[str, str]:
    """What a reader chooses from: each language by its own name, and what it lacks."""
    return {
        code: f"{name} ({MENUS_ONLY[code]})" if code in MENUS_ONLY else name
        for code, name in LANGUAGES.items()
    }


def text_direction(language: str) -> str:
    """Either "rtl" or "ltr", as the language is written."""
    try:
        return Locale.parse(language, sep="_").text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"


@blueprint.post("/language")
@public
def choose() -> ResponseReturnValue:
    """Remember the language in this browser, and go back to where the reader was."""
    language = known(request.form.get("language"))
    if language is None:
        abort(400)
    back = local_path(request.form.get("next")) or "/"
    response = make_response(redirect(back, 303))
    remember(response, COOKIE, language)
    return response


def _shell() -> dict[str, object]:
    language = said_language()
    other = content_language(language)
    return {
        "language": language.replace("_", "-"),
        "text_direction": text_direction(language),
        "content_attributes": {"lang": other, "dir": text_direction(other)}
        if other != language
        else {},
        "languages": LANGUAGES,
        "offered_languages": offered(),
    }


def init_languages(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    babel.init_app(app, locale_selector=page_language, timezone_selector=reader_timezone)
    app.context_processor(_shell)
    app.jinja_env.globals.update(content=content, menus=menus)
    app.after_request(_name_language)


def _name_language(response: Response) -> Response:
    """What is written for one reader says so, for caches and for screen readers."""
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", page_language())
        response.headers.add("Vary", "Accept-Language, Cookie")
    return response
