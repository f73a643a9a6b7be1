"""How the log's names read on pages."""

import re
from datetime import datetime
from typing import Any

from flask_babel import format_datetime
from flask_babel import gettext as _

from hub.branding.shell import in_vendors_words
from hub.console.queries.naming import Named

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d")


def action_name(action: str) -> str:
    """ "challenge.published" as "Challenge published"."""
    return in_vendors_words(action.replace(".", " ").replace("_", " ").capitalize())


def field_name(name: str) -> str:
    """ "published_at" as "Published at"."""
    return in_vendors_words(name.removesuffix("_id").replace("_", " ").capitalize())


def kind_name(table: str) -> str:
    """One row of a table: "companies" as "Company"."""
    return field_name(_SINGULARS.get(table, table.removesuffix("s")))


# What loses more than its last letter.
_SINGULARS = {"addresses": "address", "companies": "company"}


def value_text(value: Any) -> str:
    """A value of the log as a person reads it."""
    if isinstance(value, Named):
        return value.name
    if value is None or value == "" or value == []:
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_text(item)}" for key, item in value.items())
    return _instant(value) if isinstance(value, str) else str(value)


def _instant(text: str) -> str:
    """An instant as the log keeps it, in the reader's zone; any other text as it is."""
    if not _INSTANT.fullmatch(text):
        return text
    return format_datetime(datetime.fromisoformat(text), "d MMM y, HH:mm:ss")
