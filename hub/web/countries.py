"""Countries, by their codes and as the reader calls them."""

from functools import cache

from babel import Locale
from flask_babel import get_locale


def countries() -> list[tuple[str, str]]:
    """Codes and names of countries, by name in the reader's language."""
    return _countries(str(get_locale() or "en"))


# Two letters, and yet unions, oceans and inventions.
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")


@cache
def _countries(locale: str) -> list[tuple[str, str]]:
    names = Locale.parse(locale).territories
    found = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    ]
    return sorted(found, key=lambda pair: pair[1].casefold())
