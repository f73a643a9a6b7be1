"""E-mail: each message has a text and an HTML part, and links to the hub's own base address."""

import time
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import css_inline
from flask import Flask, current_app, render_template, url_for
from flask_mailman import EmailMultiAlternatives
from flask_mailman.backends.base import BaseEmailBackend

from hub.config import Settings
from hub.extensions import mail

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)


class EmlFileEmailBackend(BaseEmailBackend):
    """Writes every message as an `.eml` file, for a hub that runs at a desk."""

    def send_messages(self, messages: list[Any]) -> int:
        folder = Path(current_app.config["MAIL_FOLDER"])
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            # Time first, so that names sort by age.
            name = f"{time.time_ns():020d}.eml"
            part = folder / f".{name}.part"
            part.write_bytes(message.message().as_bytes())
            part.rename(folder / name)
        return len(messages)


def absolute_url(endpoint: str, **values: Any) -> str:
    """An address of the hub for use in mails, from `HUB_BASE_URL` and never from a Host header."""
    path = urlsplit(url_for(endpoint, **values))
    return absolute_link(path.path + (f"?{path.query}" if path.query else ""))


def absolute_link(path: str) -> str:
    """The same for a path of the hub, such as "/me/points"."""
    return f"{current_app.config['BASE_URL']}{path}"


def send(
    to: str, subject: str, template: str, *, unsubscribe: str | None = None, **context: Any
) -> None:
    """Send `mail/<template>.txt` and `.html` to one address, now. For jobs: requests promise it.

    In: `unsubscribe`, the address at which one POST stops mails like this one (RFC 8058).
    Raises what the mail server's refusal raises, so that the job is tried again.
    """
    context = {"subject": subject, **context}
    text = render_template(f"mail/{template}.txt", **context) + render_template("mail/_foot.txt")
    html = render_template(f"mail/{template}.html", **context)
    # The block closes the connection also when the server says no.
    with mail.get_connection() as connection:
        message = EmailMultiAlternatives(
            # A line break in a subject would start a header.
            subject=" ".join(str(subject).split()),
            body=text,
            from_email=_sender(),
            to=[to],
            headers=_way_out(unsubscribe),
            connection=connection,
        )
        message.attach_alternative(_inliner.inline(html), "text/html")
        message.send()


def _way_out(address: str | None) -> dict[str, str]:
    """The headers by which mail programs offer to unsubscribe."""
    if address is None:
        return {}
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _sender() -> str:
    """The sender's name and address: its own name, else what templates call the hub."""
    config = current_app.config
    name = config["MAIL_SENDER_NAME"] or str(current_app.jinja_env.globals["hub_name"])
    return formataddr((name, config["MAIL_DEFAULT_SENDER"]))


def init_mail_settings(app: Flask, settings: Settings) -> None:
    """Translate `HUB_MAIL_URL` into Flask-Mailman's settings."""
    name, address = parseaddr(settings.mail_sender)
    # A name of its own stays; the hub's is asked for anew, for its brand may have changed it.
    app.config["MAIL_SENDER_NAME"] = "" if name == settings.name else name
    app.config["MAIL_DEFAULT_SENDER"] = address
    app.config["BASE_URL"] = settings.base_url
    if settings.mail_folder is not None:
        app.config["MAIL_BACKEND"] = "hub.mail.EmlFileEmailBackend"
        app.config["MAIL_FOLDER"] = str(settings.mail_folder)
        return
    url = urlsplit(settings.mail_url)
    app.config.update(
        MAIL_BACKEND="smtp",
        MAIL_SERVER=url.hostname,
        MAIL_PORT=url.port or (465 if url.scheme == "smtps" else 587),
        MAIL_USERNAME=unquote(url.username) if url.username else None,
        MAIL_PASSWORD=unquote(url.password) if url.password else None,
        MAIL_USE_SSL=url.scheme == "smtps",
        MAIL_USE_TLS=url.scheme == "smtp" and "tls=none" not in url.query,
        MAIL_TIMEOUT=30,
    )
