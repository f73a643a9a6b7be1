"""The shape of an ask that is only tried out."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import ColumnElement
from wtforms import (
    DateField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, StopValidation

from hub import clock
from hub.advocacy.judging import Wanted
from hub.advocacy.models import ActKind
from hub.advocacy.queries import askable_kinds
from hub.console.queries.whom import those
from hub.members.manage.forms import the_company
from hub.members.models import Company
from hub.members.queries.audiences import audience_names
from hub.web.fields import trimmed

FURTHEST = timedelta(days=366)
EVERYBODY, COMPANY = "everybody", "company"


class Readable:
    """What was typed can be read as what it should be; else one sentence of ours says so."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, form: FlaskForm, field: Any) -> None:
        if field.data is None:
            field.errors[:] = []
            raise StopValidation(self.sentence)


def _number(label: Any, most: int, sentence: Any, **kwargs: Any) -> IntegerField:
    """Empty, or a number from 0 to `most`."""
    validators = [Optional(), Readable(sentence), NumberRange(0, most, sentence)]
    return IntegerField(label, validators=validators, **kwargs)


class DryRunForm(FlaskForm):
    """Sent by GET: it changes nothing, and its address can be passed on."""

    class Meta:
        csrf = False

    kind = SelectField(
        _l("For what"), coerce=int, validators=[DataRequired(_l("Choose what you would ask for."))]
    )
    whom = SelectField(
        _l("Whom"),
        default=EVERYBODY,
        description=_l("Everybody, the people of one company, or an audience."),
    )
    company = StringField(
        _l("Which company"),
        filters=[trimmed],
        validators=[Length(max=300)],
        description=_l("Only for one company: its name or account."),
        render_kw={"list": "company-names", "autocomplete": "off"},
    )
    on = DateField(
        _l("On which day"),
        default=clock.today,
        validators=[Optional(), Readable(_l("Choose a day."))],
    )
    weight = _number(
        _l("What asking for it weighs"),
        100,
        _l("Type a number from 0 to 100."),
        description=_l("As its kind says, unless you type another."),
    )
    points = _number(
        _l("Points for each completion"),
        1_000_000,
        _l("Type a number from 0 to 1,000,000."),
        description=_l("Leave it empty where none are earned."),
    )
    found: Company | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {kind.id: kind for kind in askable_kinds()}
        self.kind.choices = [
            SelectChoice(0, _("Choose…")),
            *(SelectChoice(kind.id, kind.name) for kind in self._kinds.values()),
        ]
        self.whom.choices = [
            SelectChoice(EVERYBODY, _("Everybody")),
            SelectChoice(COMPANY, _("One company")),
            *(
                SelectChoice(str(id), name, optgroup=_("Audiences"))
                for id, name in audience_names()
            ),
        ]

    @property
    def chosen(self) -> ActKind:
        return self._kinds[self.kind.data]

    @property
    def wanted(self) -> Wanted:
        return Wanted.of(self.chosen, self.day, self.weight.data)

    @property
    def day(self) -> date:
        return self.on.data or clock.today()

    @property
    def who(self) -> ColumnElement[bool]:
        audience_id = int(self.whom.data) if self.whom.data.isdecimal() else None
        return those(self.found, audience_id)

    def validate_on(self, field: Any) -> None:
        if field.data < clock.today():
            raise ValidationError(_("This day is over. Choose today or a day to come."))
        if field.data > clock.today() + FURTHEST:
            raise ValidationError(_("Choose a day within a year."))

    def validate_company(self, field: Any) -> None:
        if self.whom.data == COMPANY:
            if not field.data:
                raise ValidationError(_("Type the name of the company."))
            self.found = the_company(field.data)
