"""The shape of a tier."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectChoice, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from hub.ledger.models.tiers import TONES
from hub.ledger.operations.tier_editing import TierDetails
from hub.web.editions import EditionForm

METALS = (_l("Stone"), _l("Bronze"), _l("Silver"), _l("Gold"), _l("Platinum"))


class TierForm(EditionForm):
    """One tier."""

    name = StringField(
        _l("Name"),
        filters=[lambda value: (value or "").strip()],
        validators=[DataRequired(_l("Give it a name.")), Length(max=60)],
    )
    threshold = IntegerField(
        _l("Begins at"),
        description=_l("Points ever earned. The lowest tier usually begins at 0."),
        validators=[
            InputRequired(_l("Type a number of points.")),
            NumberRange(0, 1_000_000_000, _l("Type 0 or more.")),
        ],
    )
    tone = SelectField(
        _l("Metal"),
        choices=[SelectChoice(*pair) for pair in zip(TONES, METALS, strict=True)],
    )
    benefits = TextAreaField(
        _l("Benefits"),
        description=_l("What it brings, one to a line."),
        validators=[Length(max=2000)],
    )

    def details(self) -> TierDetails:
        lines = (self.benefits.data or "").splitlines()
        return TierDetails(
            name=self.name.data,
            threshold=self.threshold.data,
            tone=self.tone.data,
            benefits=[line.strip() for line in lines if line.strip()],
        )


class ConfirmForm(FlaskForm):
    """Nothing but the click."""

    submit = SubmitField()
