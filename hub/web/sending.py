"""Forms that script sends from the open page: what was typed stays until it is accepted."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from hub.pictures import MAX_BYTES
from hub.web.pages import is_bare


def _led_by_script(response: Response) -> Response:
    """Name the page that follows in a header, instead of leading there.

    A script cannot see a redirect, only follow it, and would so use up what was flashed. Where a
    button leads back to its own page, that is loaded again and keeps its place.
    """
    if "HX-Boosted" in request.headers and response.status_code in (302, 303):
        location = response.headers.pop("Location")
        stays = is_bare() and _page(location) == _page(request.headers.get("HX-Current-URL", ""))
        response.headers["HX-Refresh" if stays else "HX-Redirect"] = "true" if stays else location
        response.status_code = 204
    return response


def _page(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.path, parts.query


def init_sending(app: Flask) -> None:
    app.after_request(_led_by_script)
    app.jinja_env.globals["picture_max_bytes"] = MAX_BYTES
