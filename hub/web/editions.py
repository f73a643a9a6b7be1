"""Forms that two people may have open at once: the second to save is told before they overwrite."""

import hashlib
import json
from datetime import date, datetime
from typing import Any, ClassVar, Self

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from hub.web.picture_field import PictureField


class EditionForm(FlaskForm):
    """A form that remembers what it showed when it was opened, as a short digest.

    What counts is what the form shows, not the row: publishing, a translation or a sale meanwhile
    is nothing that saving would undo. `csrf()` in templates sends `edition` along.
    """

    # Fields that others change all the time; they have a guard of their own or need none.
    APART: ClassVar[tuple[str, ...]] = ()

    edition = HiddenField()
    form_errors: list[str]

    def opened(self) -> Self:
        """The form, filled from what is stored, for somebody to begin with."""
        self.edition.data = self._digest()
        return self

    def overtaken_by(self, stored: Self) -> bool:
        """Whether somebody saved something else since this form was opened, which it then says.

        In: `stored`, the form as it would be opened now. The next try overwrites knowingly. What
        was saved already, as by a second press, overtakes nobody; neither does it a script that
        sends no edition.
        """
        now = stored._digest()
        if not self.edition.data or now in (self.edition.data, self._digest()):
            return False
        self.edition.data = now
        sentence = _(
            "Somebody saved this after you had opened it. Look at it in another tab; saving once "
            "more puts yours in its place."
        )
        self.form_errors = [*self.form_errors, sentence]
        return True

    def _digest(self) -> str:
        apart = {"edition", "csrf_token", *self.APART}
        shown = {field.name: _shown(field) for field in self if field.name not in apart}
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def _shown(field: Field) -> Any:
    if isinstance(field, PictureField):
        return str(field.kept.id) if field.kept else ""
    return _plain(field.data)


def _plain(value: Any) -> Any:
    """The value in the one shape that it has both as typed and as stored."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(str(value or "").split("\r\n")).strip()
