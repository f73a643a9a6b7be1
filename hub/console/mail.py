"""Reading mails that were written to a folder, so that a newcomer can follow their links."""

from pathlib import Path

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from hub.config import Settings
from hub.console import mailbox
from hub.web import cursor, paged, render, requires

blueprint = Blueprint("mail", __name__, url_prefix="/console/mail")

# Whatever a mail contains, it runs nothing, loads nothing and leads nowhere.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@blueprint.get("")
@requires("mail.read")
def index() -> ResponseReturnValue:
    """Every mail, newest first."""
    page = paged(mailbox.letters(_folder(), cursor()))
    return render("console/mail/list.html", fragment="console/mail/_list.html", page=page)


@blueprint.get("/<name>")
@requires("mail.read")
def show(name: str) -> ResponseReturnValue:
    """One mail: its text, and its links to this hub to click."""
    message = mailbox.open_letter(_folder(), name) or abort(404)
    text = mailbox.body(message, "plain")
    own, others = mailbox.links(text, current_app.config["BASE_URL"])
    return render(
        "console/mail/show.html",
        name=name,
        message=message,
        text=text,
        own=own,
        others=others,
        has_html=bool(mailbox.body(message, "html")),
    )


@blueprint.get("/<name>/html")
@requires("mail.read")
def html(name: str) -> ResponseReturnValue:
    """The HTML part as a mail program would draw it, in a sandbox."""
    message = mailbox.open_letter(_folder(), name) or abort(404)
    content = mailbox.body(message, "html")
    if not content:
        abort(404)
    response = Response(content, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _folder() -> Path:
    """Where mails lie on a hub at a desk.

    Everywhere else there are no such pages: mails carry sign-in links, an administrator's too.
    """
    settings: Settings = current_app.config["HUB"]
    return Path((settings.embedded and current_app.config.get("MAIL_FOLDER")) or abort(404))
