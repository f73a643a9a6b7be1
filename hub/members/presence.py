"""When members were last here, to the hour."""

from datetime import timedelta

from flask import Flask, request
from flask_login import current_user

from hub import clock
from hub.db import transaction

# Often enough for "last seen", seldom enough to cost nothing.
EVERY = timedelta(hours=1)


def init_presence(app: Flask) -> None:
    app.before_request(_note)


def _note() -> None:
    # What every page fetches is fetched by nobody in particular.
    if (
        request.endpoint == "static"
        or request.blueprint == "brand"
        or not current_user.is_authenticated
    ):
        return
    now = clock.now()
    if current_user.last_seen_at is None or current_user.last_seen_at < now - EVERY:
        with transaction():
            current_user.last_seen_at = now
