"""What every form does with what is typed."""

import re
import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField, ValidationError


def trimmed(text: str | None) -> str:
    """The text without white space around it, and without NUL, which no text column takes.

    As a field's filter it lets `DataRequired` see that white space alone is nothing said.
    """
    return (text or "").replace("\x00", "").strip()


def in_one_line(text: str | None) -> str:
    """The text trimmed, its lines joined by spaces."""
    return " ".join(trimmed(text).split())


class SentenceField(TextAreaField):
    """One line of words that is often longer than its field: the field grows instead of cutting it.

    The style sheet knows it by its rows, which are all the room it has in a browser without
    `field-sizing`.
    """

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[in_one_line], render_kw={"rows": 2}, **kwargs)


class OnceField(HiddenField):
    """A random name for what a form does, so that one sent twice does it once.

    One that is missing or malformed is refused, and replaced by a good one for the next try.
    """

    data: str | None

    def pre_validate(self, form: Any) -> None:
        if not re.fullmatch(r"[0-9a-f]{32}", self.data or "", re.ASCII):
            self.data = once()
            raise ValidationError(_l("This form was no longer good. It is now: send it once more."))


def once() -> str:
    """A new name."""
    return secrets.token_hex(16)
