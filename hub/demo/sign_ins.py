"""The three people by whom a newcomer looks around, and their password."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_security import hash_password, verify_password

from hub.config import Settings
from hub.db import transaction
from hub.members.queries.addresses import member_signing_in


@dataclass(frozen=True)
class SignIn:
    """An address, and whose eyes it lends."""

    email: str
    who: str


SIGN_INS = (
    SignIn("advocate@demo.example", "a customer who likes the product"),
    SignIn("manager@demo.example", "the manager who runs the programme"),
    SignIn("alumni@demo.example", "an advocate who changed jobs"),
)


def set_passwords() -> str | None:
    """Give the three the demo password and return it; None where there is no demo.

    It is `HUB_DEMO_PASSWORD`, else made up once and kept in the data folder. Only the embedded
    mode has a demo, so nothing of this opens a real hub.
    """
    settings: Settings = current_app.config["HUB"]
    people = [member_signing_in(sign_in.email) for sign_in in SIGN_INS]
    if not settings.embedded or None in people:
        return None
    password = _password(settings.data_dir)
    with transaction():
        for member in people:
            # Setting it anew at every start would end open sessions for nothing.
            if member and not (member.password and verify_password(password, member.password)):
                member.password = hash_password(password)
    return password


def _password(data_dir: Path) -> str:
    chosen = os.environ.get("HUB_DEMO_PASSWORD")
    if chosen:
        return chosen
    path = data_dir / "demo_password"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write("-".join(secrets.token_hex(2) for _ in range(4)))
    return path.read_text()
