"""The shape of what is typed at the review desk."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp

from hub.challenges.models import LONGEST_MESSAGE
from hub.challenges.models.attempts import DECISIONS
from hub.challenges.words import DECISION_VERBS
from hub.web.editions import EditionForm
from hub.web.fields import trimmed


class DecisionForm(FlaskForm):
    """What a reviewer says to the member."""

    message = TextAreaField(
        _l("Message to the member"),
        validators=[Length(max=4000)],
        description=_l("Needed when you return or reject it; a kind word is welcome otherwise."),
    )
    # The version that was judged, so that a newer one is not decided unseen.
    seen = HiddenField()


class TalkForm(FlaskForm):
    """A message about an attempt. `token` makes a form that is sent twice say it once."""

    body = TextAreaField(
        _l("Your message"),
        filters=[trimmed],
        validators=[DataRequired(_l("Write a message first.")), Length(max=LONGEST_MESSAGE)],
    )
    token = HiddenField(validators=[Regexp(r"[0-9a-f]{32}")])

    def values(self) -> tuple[str, str]:
        return self.body.data or "", self.token.data or ""


class PromiseForm(FlaskForm):
    """How soon members have an answer."""

    promise_hours = IntegerField(
        _l("Hours until a member has an answer"),
        validators=[
            InputRequired(_l("Say how many hours.")),
            NumberRange(1, 2160, _l("Use a number from 1 to 2,160.")),
        ],
        description=_l("24 are a day, 168 a week. Weekends count."),
    )


class PhraseForm(EditionForm):
    """Words to use again with one decision."""

    decision = SelectField(
        _l("For"), choices=[SelectChoice(name, DECISION_VERBS[name]) for name in DECISIONS]
    )
    title = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Give it a name.")), Length(max=60)],
        description=_l("On the button. Members do not see it."),
    )
    words = TextAreaField(
        _l("Words"),
        filters=[trimmed],
        validators=[DataRequired(_l("Say what it says.")), Length(max=2000)],
        description=_l("What the member reads. You can still change it before it is sent."),
    )

    def values(self) -> tuple[str, str, str]:
        return self.decision.data, self.title.data or "", self.words.data or ""


class ReversalForm(FlaskForm):
    """Why a decision is taken back, and what becomes of the attempt."""

    reason = TextAreaField(
        _l("Reason"),
        filters=[trimmed],
        validators=[DataRequired(_l("Say why: the member reads it.")), Length(max=1000)],
        description=_l("The member reads it, and it stands in their points."),
    )
    instead = RadioField(_l("What becomes of it"), validators=[InputRequired()])

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.instead.choices = choices
        if not self.instead.data or not self.is_submitted():
            self.instead.data = choices[0][0]
