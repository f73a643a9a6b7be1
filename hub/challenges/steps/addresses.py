"""Links that members bring, and links that they are sent to."""

from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from flask_babel import lazy_gettext as _l

from hub.challenges.steps.kind import Settings, Wrong

LONGEST_LINK = 2000
_PORTS = {"http": 80, "https": 443}


def address_problem(settings: Settings) -> Wrong | None:
    """What is wrong with the address that members are sent to."""
    try:
        parts = urlsplit(settings.get("url") or "")
    except ValueError:
        return "url", _l("This is not an address we can read.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "url", _l("Give a full address that starts with https:// or http://.")
    return None


def normalised(typed: str) -> str | None:
    """The link in the one way in which it is kept, or None for what is no link to a page.

    Only http and https; https where nothing is said; no name and password in front of the host.
    """
    text = typed.strip()
    if "://" not in text and not text.lower().startswith(("javascript:", "data:", "mailto:")):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError):
        return None
    if (
        parts.scheme not in _PORTS
        or "." not in host
        or "@" in parts.netloc
        or len(text) > LONGEST_LINK
    ):
        return None
    if any(sign.isspace() or sign < " " for sign in text):
        return None
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, parts.fragment))


def is_at(link: str, url: str) -> bool:
    """Whether the link leads to the host of `url` (without "www."), or to one below it."""
    host, at = _host(urlsplit(link)), _bare(_host(urlsplit(url)))
    return host == at or host.endswith(f".{at}")


def site_of(url: str) -> str:
    """The host of `url`, as people say it."""
    return _bare(_host(urlsplit(url)))


def link_problem(typed: str | None, missing: Any) -> Any:
    """What is wrong with a link that a member brings; `missing` where there is none."""
    if not typed:
        return missing
    if normalised(typed) is None:
        return _l("This is not a link we can open. Copy it from the address bar of the page.")
    return None


def _host(parts: SplitResult) -> str:
    """Small letters, as it is looked up: "münchen.example" is "xn--mnchen-3ya.example"."""
    return (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")


def _bare(host: str) -> str:
    rest = host.removeprefix("www.")
    return rest if "." in rest else host
