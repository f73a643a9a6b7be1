"""Static files, served by WhiteNoise in front of the app, under addresses that change with them."""

import hashlib
from functools import cache

from flask import Flask
from whitenoise import WhiteNoise

from hub.paths import STATIC

KEEP_SECONDS = 86_400


@cache
def _fingerprint(filename: str) -> str | None:
    path = STATIC / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else None


def _add_fingerprint(endpoint: str, values: dict[str, str]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _fingerprint(values["filename"]) or ""


def _add_headers(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def init_static(app: Flask) -> None:
    """Serve the folder without troubling Flask; a new version of a file has a new address."""
    app.url_defaults(_add_fingerprint)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(STATIC),
        prefix="static/",
        max_age=KEEP_SECONDS,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
