"""The shape of what managers type about a challenge, and when they decide."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from hub.challenges.forms_limits import LimitsForm
from hub.challenges.models.challenges import KINDS
from hub.challenges.step_form import StepForm
from hub.challenges.words import KIND_WORDS
from hub.members.for_some import ForSomeForm
from hub.web.editions import EditionForm
from hub.web.fields import SentenceField, trimmed
from hub.web.picture_field import PictureField

_TITLE = [DataRequired(_l("Give it a title.")), Length(max=120)]


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
    steps = FieldList(FormField(StepForm))


class CompletionForm(FlaskForm):
    """A step that was done elsewhere, and how that is known."""

    step = HiddenField(filters=[lambda value: int(value) if str(value or "").isdigit() else None])
    note = StringField(
        _l("How you know"),
        filters=[trimmed],
        validators=[DataRequired(_l("Say in a few words how you know.")), Length(max=300)],
    )
