"""The shape of what managers type about one step."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from hub.challenges.steps import KINDS, Settings, settings_problem
from hub.web.fields import SentenceField


class StepForm(Form):
    """One step. Its kind is chosen when it is added and decides which of the fields count."""

    id = HiddenField(filters=[lambda value: int(value) if str(value or "").isdigit() else None])
    kind = HiddenField(validators=[AnyOf(KINDS)])
    title = SentenceField(
        _l("What to do"),
        validators=[DataRequired(_l("Say what to do in this step.")), Length(max=200)],
    )
    help = SentenceField(_l("A word of help"), validators=[Length(max=500)])
    url = StringField(_l("Address of the link"), validators=[Length(max=2000)])
    link_text = StringField(_l("Words on the link"), validators=[Length(max=80)])
    min_length = IntegerField(_l("Shortest, in characters"), validators=[Optional()])
    max_length = IntegerField(_l("Longest, in characters"), validators=[Optional()])
    multiline = BooleanField(_l("Room for several lines"))
    options = TextAreaField(_l("Options, one on each line"), validators=[Length(max=4000)])
    multiple = BooleanField(_l("More than one may be chosen"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        found = settings_problem(self.kind.data or "", self.settings())
        if found:
            name, sentence = found
            field = self._fields[name]
            field.errors = [*field.errors, sentence]
        return good and not found

    def settings(self) -> Settings:
        """The step's settings as its kind has them."""
        kind = KINDS.get(self.kind.data or "")
        return kind.settings(self.data) if kind else {}
