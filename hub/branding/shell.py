"""How the look reaches every template and every message."""

from typing import Any

from babel.support import NullTranslations
from flask import Flask, current_app, g
from flask_babel import Domain, get_locale
from werkzeug.local import LocalProxy

from hub.branding.look import look
from hub.branding.rewording import mentions, reworded
from hub.branding.units import FORMS, IDIOMS
from hub.extensions import babel

SOURCE = "en"


def hub_name() -> str:
    """What the hub is called: by its brand, else by `HUB_NAME`."""
    return look().name or current_app.config["HUB_NAME"]


def init_branding(app: Flask) -> None:
    """Give templates `hub_name` and `brand`, and messages the vendor's words.

    Both ask the database when a template first uses them, and macros see them, too: a macro knows
    no context, only globals.
    """
    app.jinja_env.globals.update(hub_name=LocalProxy(hub_name), brand=LocalProxy(look))
    babel.domain_instance = WordedDomain(domain=app.extensions["babel"].default_domain)


def in_vendors_words(text: str) -> str:
    """English that no catalogue knows, such as a name in the log, with the vendor's words."""
    words = look().words.get(SOURCE)
    return reworded(text, SOURCE, words) if words else text


class Untranslated(str):
    """A message for which the catalogue of the reader's language had nothing."""


class _Sources(NullTranslations):
    """What a catalogue falls back to: the English of the sources, marked as such."""

    def gettext(self, message: str) -> str:
        return Untranslated(message)

    def ngettext(self, one: str, more: str, number: int) -> str:
        return Untranslated(one if number == 1 else more)


class Worded:
    """A catalogue whose messages come with the vendor's words."""

    def __init__(self, catalogue: NullTranslations, language: str) -> None:
        catalogue.add_fallback(_Sources())
        self.catalogue = catalogue
        self.language = language if language in FORMS else SOURCE

    def ugettext(self, message: str) -> str:
        return self._worded(self.catalogue.ugettext(message), message)

    def ungettext(self, one: str, more: str, number: int) -> str:
        return self._worded(self.catalogue.ungettext(one, more, number), one, more)

    def _worded(self, text: str, *sources: str) -> str:
        language = self._spoken(text, sources)
        if not mentions(text, language) or sources[0] in IDIOMS:
            return str(text)
        words = look().words.get(language)
        return reworded(str(text), language, words) if words else str(text)

    def _spoken(self, text: str, sources: tuple[str, ...]) -> str:
        """The language that a message turned out to be in."""
        # The compiler of catalogues fills a plural that nobody has translated with English.
        filled = len(sources) > 1 and text in sources and not mentions(text, self.language)
        return SOURCE if filled or isinstance(text, Untranslated) else self.language

    def __getattr__(self, name: str) -> Any:
        return getattr(self.catalogue, name)


class WordedDomain(Domain):
    """The catalogues, each with the vendor's words. Outside a request or job there are none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._worded: dict[str, Worded] = {}

    def get_translations(self) -> Any:
        if not g:
            return super().get_translations()
        language = str(get_locale() or SOURCE)
        if language not in self._worded:
            self._worded[language] = Worded(super().get_translations(), language)
        return self._worded[language]
