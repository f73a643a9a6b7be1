"""The shape of what managers type about a challenge, and when they decide."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional

from hub.challenges.forms_limits import LimitsForm
from hub.challenges.models.challenges import KINDS, STEP_KINDS
from hub.challenges.operations.rules import settings_problem
from hub.challenges.words import KIND_WORDS
from hub.members.for_some import ForSomeForm
from hub.web.editions import EditionForm
from hub.web.fields import SentenceField, trimmed
from hub.web.picture_field import PictureField

MOST_STEPS = 20
_TITLE = [DataRequired(_l("Give it a title.")), Length(max=120)]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class StepForm(Form):
    """One step. Its kind is chosen when it is added and decides which of the fields count."""

    id = HiddenField(filters=[lambda value: int(value) if str(value or "").isdigit() else None])
    kind = HiddenField(validators=[AnyOf(STEP_KINDS)])
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

    def settings(self) -> dict[str, Any]:
        """The step's settings as its kind has them."""
        if self.kind.data == "link":
            url = (self.url.data or "").strip()
            return {"url": url, "link_text": (self.link_text.data or "").strip()}
        if self.kind.data == "answer":
            return {
                "min_length": self.min_length.data or 0,
                "max_length": self.max_length.data,
                "multiline": self.multiline.data,
            }
        if self.kind.data == "choice":
            return {"options": _lines(self.options.data), "multiple": self.multiple.data}
        return {}

    @property
    def host(self) -> str:
        """Where the link leads, for the reader's eye."""
        return urlsplit(self.url.data or "").hostname or ""


class ChallengeForm(ForSomeForm, LimitsForm, EditionForm):
    """A challenge with its steps, all on one page."""

    title = StringField(_l("Title"), validators=_TITLE, filters=[trimmed])
    summary = SentenceField(
        _l("In one sentence"),
        validators=[DataRequired(_l("Say in one line why it is worth doing.")), Length(max=300)],
        description=_l("One line on the card. Start with what they get out of it."),
    )
    description = TextAreaField(
        _l("Description"),
        validators=[Length(max=20_000)],
        description=_l("Everything they need to know before they begin. Markdown works."),
    )
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind, KIND_WORDS[kind].name) for kind in KINDS]
    )
    points = IntegerField(
        _l("Points"),
        validators=[
            InputRequired(_l("Say how many points it earns.")),
            NumberRange(1, 100_000, _l("Use a number from 1 to 100,000.")),
        ],
    )
    minutes = IntegerField(
        _l("Minutes it takes"),
        validators=[
            InputRequired(_l("Say how many minutes it takes.")),
            NumberRange(1, 10_000, _l("Use a number from 1 to 10,000.")),
        ],
    )
    badge_id = SelectField(_l("Badge"), coerce=int, validate_choice=True)
    act_kind_id = SelectField(
        _l("Counts as"),
        coerce=int,
        description=_l("The kind of act that an approval puts on record for the loyalty bank."),
    )
    picture = PictureField(
        _l("Picture"),
        description=_l("JPEG, PNG, WebP or GIF up to 10 MB. Without one we draw a cover."),
    )
    picture_removed = BooleanField(_l("Remove the picture"))
    steps = FieldList(FormField(StepForm), max_entries=MOST_STEPS)


class DecisionForm(FlaskForm):
    """What a reviewer says to the member."""

    message = TextAreaField(
        _l("Message to the member"),
        validators=[Length(max=4000)],
        description=_l("Needed when you return or reject it; a kind word is welcome otherwise."),
    )
    # The version that was judged, so that a newer one is not decided unseen.
    seen = HiddenField()
