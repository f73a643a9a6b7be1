"""What the hub mailed: the `.eml` files of the embedded mode."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from hub.db import db
from hub.outbox import OutboxJob
from hub.outbox.running import run


def mails_to(app: Flask, address: str) -> list[EmailMessage]:
    """Every message to that address, oldest first."""
    folder = Path(app.config["MAIL_FOLDER"])
    parser = BytesParser(policy=policy.default)
    read = [parser.parsebytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
    return [message for message in read if message["To"] == address]  # type: ignore[misc]


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return part.get_content()


def link_in(message: EmailMessage) -> str:
    """The path of the one-time link in the message."""
    found = re.search(r"https?://[^/\s]+(/links/\S+)", text_of(message))
    assert found, text_of(message)
    return found.group(1)


def run_jobs(app: Flask) -> int:
    """Run every job that waits, as a worker would. Returns how many."""
    ids = db.session.scalars(
        select(OutboxJob.id)
        .where(OutboxJob.done_at.is_(None), OutboxJob.failed_at.is_(None))
        .order_by(OutboxJob.id)
    ).all()
    for id in ids:
        run(id)
    return len(ids)
