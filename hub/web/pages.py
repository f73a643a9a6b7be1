"""render(), redirects, and what a page is told after a change."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hub.paging import Page, begins

# What the answer depends on besides the address.
_VARY = "HX-Request-Type, HX-Boosted, HX-History-Restore-Request"


def wants_fragment() -> bool:
    """Whether htmx asks for a part of a page: never for boosted links or a restored history."""
    headers = request.headers
    return (
        headers.get("HX-Request-Type") == "partial"
        and "HX-Boosted" not in headers
        and "HX-History-Restore-Request" not in headers
    )


def stays_open() -> bool:
    """Whether script sent this from a page that stays: no other page may take the place of it."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def is_bare() -> bool:
    """Whether only a button was pressed, and nothing typed."""
    return set(request.form) <= {"csrf_token"} and not request.files


def render(
    template: str, *, fragment: str | None = None, status: int = 200, **context: Any
) -> Response:
    """The page, or only its fragment where htmx asks for a part. Both share one context."""
    chosen = fragment if fragment and wants_fragment() else template
    response = make_response(render_template(chosen, **context), status)
    if fragment:
        response.headers.add("Vary", _VARY)
    return response


def redirect_to(endpoint: str, **values: Any) -> ResponseReturnValue:
    """303 to another page of the hub: a reload never repeats the change."""
    return redirect(url_for(endpoint, **values), 303)


def notify_page(
    response: Response,
    *events: str,
    toast: str | None = None,
    tone: str = "success",
    token: str | None = None,
    theme: str | None = None,
) -> Response:
    """Tell the rest of the page, by the one mechanism there is, what has changed.

    In: names of events such as "points-changed", a sentence to show as a toast, a token
    against forgery to use from now on, and the look that the reader chose.
    """
    triggers: dict[str, Any] = dict.fromkeys(events, True)
    if toast:
        triggers["toast"] = {"text": str(toast), "tone": tone}
    if token:
        triggers["token"] = {"text": token}
    if theme:
        triggers["theme"] = {"text": theme}
    response.headers["HX-Trigger"] = json.dumps(triggers)
    return response


def local_path(address: str | None) -> str | None:
    """The address if it is a path of this hub, else None: nobody is led elsewhere by a link."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return None
    return address if urlsplit(address).netloc == "" else None


def came_from() -> str | None:
    """The page of this hub that the request came from, if the browser says so."""
    referrer = urlsplit(request.referrer or "")
    if referrer.netloc != request.host:
        return None
    return referrer.path + (f"?{referrer.query}" if referrer.query else "")


def remember(response: Response, cookie: str, value: str) -> None:
    """Keep a choice in this browser for a year; no script can read it."""
    response.set_cookie(
        cookie,
        value,
        max_age=timedelta(days=365),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )


def done(sentence: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """303 with a sentence about what was done."""
    flash(sentence, "success")
    return redirect_to(endpoint, **values)


def cursor() -> str | None:
    """The page key that the address asks for."""
    return request.args.get("page")


def at_start() -> bool:
    """Whether the address asks for a list from its start, however far it is opened."""
    return begins(cursor())


def paged(page: Page, endpoint: str | None = None) -> Page:
    """The page with the addresses of its neighbours, keeping the filters of this request.

    In: `endpoint`, whose list it is, where another view shows it again after a change.
    """
    shown = endpoint or request.endpoint or ""

    def address(key: str | None) -> str:
        kept = {**(request.view_args or {}), **request.args.to_dict(flat=False), "page": key}
        return url_for(shown, **kept)

    return replace(
        page,
        next_url=address(page.next_key) if page.next_key else None,
        previous_url=address(page.previous_key) if page.previous_key else None,
        first_url=address(None),
    )
