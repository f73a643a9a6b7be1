"""Uploads whose progress a script on the page shows."""

from flask import Flask, Response, request

from hub.pictures import MAX_BYTES

WATCHED = "X-Upload"


def _led_by_script(response: Response) -> Response:
    """Name the page that follows in a header, instead of leading there.

    A script cannot see a redirect, only follow it, and would so use up what was flashed.
    """
    if WATCHED in request.headers and response.status_code in (302, 303):
        response.headers["X-Location"] = response.headers.pop("Location")
        response.status_code = 204
    return response


def init_uploads(app: Flask) -> None:
    app.after_request(_led_by_script)
    app.jinja_env.globals["picture_max_bytes"] = MAX_BYTES
