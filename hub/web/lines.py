"""Tables of CSV that people paste or upload, to be looked at before anything is done with them."""

import csv
import io
import itertools
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from hub import clock

MOST = 500
LONGEST = 400_000
# No character takes more in UTF-8.
_MOST_BYTES = 4 * LONGEST

# The cells of a line by the names of their columns, under the line's number.
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Wrong:
    """One line that cannot be used, by its number, and why."""

    number: int
    sentence: str


def lines_field(hint: Any) -> TextAreaField:
    """The field of a form in which lines are pasted. In: `hint`, which columns they have."""
    return TextAreaField(
        _l("Lines"),
        validators=[DataRequired(_l("Paste the lines, or choose a file.")), Length(max=LONGEST)],
        description=hint,
        render_kw={"rows": 10, "spellcheck": "false", "autocomplete": "off"},
    )


def take_file(form: FlaskForm) -> bool:
    """Let a file take the place of what is pasted. False where it is none to read, as the form
    then says: in another encoding, guessing would spoil names."""
    upload = request.files.get("file")
    if not upload:
        return True
    with closing(upload):
        content = upload.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        form.lines.errors = [
            _("This file is too large: up to %(most)s lines fit into one.", most=MOST)
        ]
        return False
    try:
        form.lines.data = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        form.lines.errors = [_("This file is not in UTF-8. Save it as “CSV UTF-8”, please.")]
        return False
    return True


def table(text: str, required: Sequence[str]) -> tuple[list[Row], list[Wrong]]:
    """The lines below the names of the columns, without empty ones; a text that is no such table
    at all is one wrong line. In: `required`, the columns that must be there."""
    # A browser sends every line break as two characters, a file may have one: both say the same.
    text = text.replace("\x00", "").replace("\r\n", "\n")
    try:
        rows = _rows(text)
    except csv.Error:
        return [], [
            Wrong(1, _("This is no table of lines and commas. Save it as CSV and try again."))
        ]
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in required if name not in headings]
    if missing:
        return [], [Wrong(1, _("The first line must name: %(names)s.", names=", ".join(missing)))]
    if len(rows) > MOST + 1:
        return [], [Wrong(MOST + 2, _("These are more than %(most)s lines.", most=MOST))]
    return [
        (number, dict(zip(headings, map(str.strip, row), strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ], []


def _rows(text: str) -> list[list[str]]:
    """The first rows. Where a comma is the decimal mark, spreadsheets write semicolons."""
    heading = text.partition("\n")[0]
    mark = ";" if heading.count(";") > heading.count(",") else ","
    return list(itertools.islice(csv.reader(io.StringIO(text), delimiter=mark), MOST + 2))


def day(text: str) -> date | str:
    """The day on which something was, or what is wrong with it in a sentence."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return _("“%(text)s” is no day. Write it as 2026-05-31.", text=text)
    if on > clock.today():
        return _("%(text)s is still to come.", text=text)
    if on < clock.EARLIEST:
        return _("%(text)s is before 1990. Check the year.", text=text)
    return on
