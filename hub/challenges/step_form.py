"""The shape of what managers type about one step."""

from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from hub.advocacy.occasions import OCCASIONS
from hub.challenges.steps import KINDS, Settings, settings_problem
from hub.challenges.steps.proof import ACCEPTED
from hub.challenges.steps.told import PARTS
from hub.web.fields import SentenceField


def _pairs(words: Mapping[str, Any]) -> list[SelectChoice]:
    return list(starmap(SelectChoice, words.items()))


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
    most = SelectField(
        _l("Scale"),
        coerce=int,
        default=5,
        choices=[SelectChoice(5, _l("1 to 5")), SelectChoice(10, _l("1 to 10"))],
    )
    low_text = StringField(_l("What 1 means"), validators=[Length(max=80)])
    high_text = StringField(_l("What the highest means"), validators=[Length(max=80)])
    questions = TextAreaField(_l("Questions"), validators=[Length(max=20_000)])
    pass_percent = IntegerField(_l("Passed with, in per cent"), validators=[Optional()])
    tries = IntegerField(_l("Tries"), validators=[Optional()])
    public = BooleanField(_l("We may show this file to others"))
    accepts = SelectField(_l("What counts as proof"), default="either", choices=_pairs(ACCEPTED))
    site = StringField(_l("Name of the site"), validators=[Length(max=80)])
    text = TextAreaField(_l("Words"), validators=[Length(max=4000)])
    codes = TextAreaField(_l("Codes, one on each line"), validators=[Length(max=4000)])
    uses = TextAreaField(_l("Used for, one use on each line"), validators=[Length(max=4000)])
    part = SelectField(_l("What the profile needs"), default="picture", choices=_pairs(PARTS))
    event_id = SelectField(
        _l("Event"), coerce=int, default=0, choices=[SelectChoice(0, _l("Any event"))]
    )
    key = StringField(_l("Key"), validators=[Length(max=60)])

    def offer(self, events: Sequence[tuple[int, str]]) -> None:
        """Let an event be chosen; the one that is chosen stays on offer."""
        chosen = self.event_id.data
        if chosen and chosen not in dict(events):
            events = [*events, *OCCASIONS["event"].names([chosen]).items()]
        self.event_id.choices = [SelectChoice(0, _("Any event")), *starmap(SelectChoice, events)]

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
