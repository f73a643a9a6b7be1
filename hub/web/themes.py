"""Light, dark, or as the reader's system has it.

The choice is kept in a cookie, so that a page is drawn right at once and without script.
"""

from flask import Blueprint, Flask, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from hub.web.access import public
from hub.web.pages import local_path, notify_page, remember, wants_fragment

SYSTEM = "system"
THEMES = (SYSTEM, "light", "dark")
COOKIE = "theme"

blueprint = Blueprint("themes", __name__)


@blueprint.post("/theme")
@public
def choose() -> ResponseReturnValue:
    """Remember the choice in this browser; a script on the page applies it at once."""
    theme = request.form.get("theme")
    if theme not in THEMES:
        abort(400)
    back = local_path(request.form.get("next")) or "/"
    response = make_response(("", 204) if wants_fragment() else redirect(back, 303))
    remember(response, COOKIE, theme)
    return notify_page(response, theme=theme) if wants_fragment() else response


def reader_theme() -> str:
    """The reader's choice, or "system" where they made none."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in THEMES else SYSTEM


def init_themes(app: Flask) -> None:
    app.jinja_env.globals["reader_theme"] = reader_theme
