"""The shape of what people type about rewards."""

import uuid
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from hub.members.for_some import ForSomeForm
from hub.rewards.models import KINDS
from hub.rewards.operations import Details
from hub.rewards.words import KIND_NAMES
from hub.web.editions import EditionForm
from hub.web.fields import SentenceField, trimmed
from hub.web.picture_field import PictureField

# More than any programme gives away; keeps numbers within the database's.
MOST = 10_000_000


class RedeemForm(FlaskForm):
    """The key that makes a request one, and the cost that the member was shown."""

    request_key = HiddenField(default=lambda: str(uuid.uuid4()))
    cost = HiddenField()

    def validate_request_key(self, field: Any) -> None:
        try:
            uuid.UUID(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Press the button on this page once more.")) from error

    def validate_cost(self, field: Any) -> None:
        if not (field.data or "").isdecimal():
            raise ValidationError(_("Press the button on this page once more."))


class SendForm(FlaskForm):
    """What the member needs to know about what they get."""

    message = TextAreaField(
        _l("Message to the member"),
        validators=[Length(max=2000, message=_l("Keep it under 2,000 characters."))],
        filters=[trimmed],
        description=_l("A code, a tracking number, what happens next. They get it by mail, too."),
    )


class DeclineForm(FlaskForm):
    """Why not."""

    reason = TextAreaField(
        _l("Why it cannot be done"),
        validators=[
            DataRequired(_l("Say why, so that the member is not left wondering.")),
            Length(max=2000, message=_l("Keep it under 2,000 characters.")),
        ],
        filters=[trimmed],
        description=_l("The member reads this. Points and stock go back at once."),
    )


class RewardForm(ForSomeForm, EditionForm):
    """A reward as a manager types it."""

    APART = ("stock", "seen_stock")

    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Give it a title.")), Length(max=120)],
        filters=[trimmed],
    )
    summary = SentenceField(
        _l("In one sentence"),
        validators=[DataRequired(_l("Say in one sentence what it is.")), Length(max=200)],
        description=_l("Shown in the catalogue."),
    )
    description = TextAreaField(
        _l("Description"),
        validators=[Length(max=20_000)],
        filters=[trimmed],
        description=_l("What they get, when, and how. Markdown works."),
    )
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind, KIND_NAMES[kind]) for kind in KINDS])
    cost = IntegerField(
        _l("Cost in points"),
        validators=[
            InputRequired(_l("Type a number of points; 0 makes it free.")),
            NumberRange(0, MOST, _l("Use a number from 0 to 10,000,000.")),
        ],
        render_kw={"inputmode": "numeric", "min": 0},
    )
    stock = IntegerField(
        _l("What is left"),
        validators=[
            Optional(),
            NumberRange(0, MOST, _l("Use a number from 0 to 10,000,000.")),
        ],
        description=_l("Empty means there is always more."),
        render_kw={"inputmode": "numeric", "min": 0},
    )
    seen_stock = HiddenField()
    per_member = IntegerField(
        _l("Most for one person"),
        validators=[
            Optional(),
            NumberRange(1, MOST, _l("Use a number from 1, or leave it empty.")),
        ],
        description=_l("Empty means no limit."),
        render_kw={"inputmode": "numeric", "min": 1},
    )
    picture = PictureField(_l("Picture"))

    def validate_seen_stock(self, field: Any) -> None:
        if field.data and not field.data.isdecimal():
            raise ValidationError(_("Reload the page, please."))

    @property
    def seen(self) -> int | None:
        """What was left when the form was made."""
        return int(self.seen_stock.data) if self.seen_stock.data else None

    def details(self) -> Details:
        """What was typed, as the operations want it."""
        return Details(
            title=self.title.data or "",
            summary=self.summary.data or "",
            description=self.description.data or "",
            kind=self.kind.data,
            cost=self.cost.data or 0,
            stock=self.stock.data,
            per_member=self.per_member.data,
            **asdict(self.for_whom()),
        )
