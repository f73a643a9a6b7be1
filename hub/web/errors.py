"""Error pages and refusals, in the hub's look."""

import re
from collections.abc import Sequence

import structlog
from flask import Flask, Response, flash, g, make_response, redirect, request
from flask import render_template as flask_render
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import escape
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, InternalServerError

from hub.db import db
from hub.refusals import NotAllowed, Refusal
from hub.web.pages import came_from, is_bare, notify_page, stays_open

# What pages send along by themselves: ids and digests.
_MARK = re.compile(r"[0-9a-f.-]+")

log = structlog.get_logger("hub.web")

PAGES = {
    400: (_l("That did not work"), _l("The request was not complete. Go back and try once more.")),
    401: (
        _l("You are signed out"),
        _l("Sign in again in another tab, then go on here. What you typed is still on this page."),
    ),
    403: (_l("This is not yours to open"), _l("Ask the people who run the hub if you need it.")),
    404: (_l("Nothing here"), _l("The page has moved, has ended, or was never there.")),
    405: (_l("That did not work"), _l("This address does not take that kind of request.")),
    409: (_l("Not this time"), _l("Something has changed since you opened the page.")),
    413: (_l("That file is too large"), _l("Choose a smaller file and send it again.")),
    422: (_l("Please check what you typed"), _l("Go back, correct it, and send it again.")),
    429: (_l("One moment, please"), _l("That was a lot of tries. Wait a minute, then go on.")),
    500: (_l("That was our fault"), _l("The error is on record. Try again in a moment.")),
}


def error_page(code: int, message: str | None = None, typed: Sequence[str] = ()) -> Response:
    """The page for `code`, or its fragment where script asked, with the request id to quote.

    In: `typed`, words of the person's that the page gives back to them.
    """
    title, usual = PAGES.get(code, PAGES[500])
    template = "errors/_error.html" if stays_open() else "errors/error.html"
    body = flask_render(
        template,
        code=code,
        title=title,
        message=message or usual,
        typed=typed,
        request_id=g.get("request_id"),
    )
    return make_response(body, code)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    response = error_page(error.code or 500)
    for name, value in error.get_headers(request.environ):
        if name in ("Retry-After", "Allow"):
            response.headers[name] = value
    return response


def _csrf_error(error: CSRFError) -> ResponseReturnValue:
    if stays_open():
        return _renewed() if current_user.is_authenticated else error_page(401)
    return error_page(
        400,
        _("You had been signed out meanwhile. Sign in, open the page again and send it once more."),
        typed=_typed(),
    )


def _not_storable(error: DataError) -> ResponseReturnValue:
    """A number beyond all numbers, or a character that no text has."""
    db.session.rollback()
    sentence = _("A number or a character in it cannot be kept. Correct it and send it once more.")
    return error_page(400, sentence, typed=_typed())


def _typed() -> list[str]:
    """The words of a refused form, so that nobody has to write them again."""
    return [
        value
        for name, value in request.form.items(multi=True)
        if len(value) > 20
        and "password" not in name
        and name != "csrf_token"
        and not _MARK.fullmatch(value)
    ]


def _renewed() -> Response:
    """Somebody signed in again beside an open page: give the page the new session's token.

    Another site can cause this answer but never read it, so the token stays between us.
    """
    sentence = _("You had been signed out meanwhile. Once more, please: nothing is lost.")
    return notify_page(error_page(400, sentence), token=generate_csrf())


def _refusal(error: Refusal) -> ResponseReturnValue:
    """Tell the sentence where the person is: a toast for htmx, else back with a message.

    Going back would lose what was typed, so a page gives that to read and to copy.
    """
    db.session.rollback()
    if isinstance(error, NotAllowed):
        return error_page(403, str(error))
    if stays_open():
        return _refused_part(error)
    if typed := _typed():
        return error_page(409, str(error), typed=typed)
    flash(str(error), "error")
    back = came_from()
    return redirect(back, 303) if back else error_page(409, str(error))


def _refused_part(error: Refusal) -> Response:
    """A toast. Where nothing was typed the page is loaded anew: what it shows is out of date."""
    response = make_response(escape(str(error)), 409)
    if is_bare():
        flash(str(error), "error")
        response.headers["HX-Refresh"] = "true"
        return response
    response.headers["HX-Reswap"] = "none"
    return notify_page(response, toast=str(error), tone="error")


def _fault(error: InternalServerError) -> ResponseReturnValue:
    # The page itself must not need the database, which may be what failed.
    db.session.rollback()
    log.error("request.failed", exc_info=error.original_exception)
    return error_page(500)


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(DataError, _not_storable)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(InternalServerError, _fault)
