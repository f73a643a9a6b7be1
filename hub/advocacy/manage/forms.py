"""The shape of what managers type about acts and about the guard."""

from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from hub.advocacy.manage.words import DIRECTION_NAMES, OUTCOME_NAMES, RULE_WORDS
from hub.advocacy.models import DEPOSIT, ActKind
from hub.advocacy.operations import KindDetails, check_day
from hub.advocacy.queries import askable_kinds, kinds_to_choose
from hub.members.models import Member
from hub.members.queries.people import member_at
from hub.refusals import Refusal
from hub.web.editions import EditionForm
from hub.web.fields import OnceField, trimmed
from hub.web.lines import lines_field

LONGEST_NOTE = 2000


class ActForm(FlaskForm):
    """One act, logged by hand. `token` makes a form that is sent twice record once."""

    token = OnceField()
    email = EmailField(
        _l("E-mail address of the member"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type an address that the hub knows them by."))],
        description=_l("Any address of theirs, of an earlier job too."),
    )
    # 0 is no kind: what happens to stand first is not what it was.
    kind_id = SelectField(
        _l("What it was"), coerce=int, validators=[DataRequired(_l("Choose what it was."))]
    )
    occurred_on = DateField(
        _l("On which day"), validators=[DataRequired(_l("Choose the day on which it was."))]
    )
    note = TextAreaField(
        _l("Note"),
        filters=[trimmed],
        validators=[Length(max=LONGEST_NOTE)],
        description=_l("What it was about, for those who read the statement."),
    )
    member: Member

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {kind.id: kind for kind in kinds_to_choose()}
        groups: dict[str, list[SelectChoice]] = {}
        for kind in self._kinds.values():
            group = str(DIRECTION_NAMES[kind.direction])
            groups.setdefault(group, []).append(SelectChoice(kind.id, kind.name))
        self.kind_id.choices = [
            SelectChoice(0, _("Choose…")),
            *(
                SelectChoice(choice.value, choice.label, optgroup=group)
                for group, choices in groups.items()
                for choice in choices
            ),
        ]

    @property
    def kind(self) -> ActKind:
        return self._kinds[self.kind_id.data]

    def validate_email(self, field: Any) -> None:
        found = member_at(field.data)
        if found is None:
            raise ValidationError(
                _("Nobody here has this address. Check the spelling, or invite them first.")
            )
        self.member = found

    def validate_occurred_on(self, field: Any) -> None:
        try:
            check_day(field.data)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class TakingBackForm(FlaskForm):
    """Why it was a mistake."""

    because = StringField(
        _l("Why"),
        filters=[trimmed],
        validators=[DataRequired(_l("Say why, for whoever reads this later.")), Length(max=300)],
    )
    submit = SubmitField()


class KindForm(EditionForm):
    """A kind of act."""

    name = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Give it a name.")), Length(max=80)],
    )
    direction = SelectField(
        _l("Who does it for whom"),
        choices=[SelectChoice(name, words) for name, words in DIRECTION_NAMES.items()],
        description=_l("This cannot be changed later: what is on record was counted that way."),
    )
    value = IntegerField(
        _l("What it is worth"),
        validators=[
            InputRequired(_l("Type a number.")),
            NumberRange(0, 1000, _l("Type a number from 0 to 1,000.")),
        ],
        description=_l("What is on record keeps the value that it was given."),
    )
    weight = IntegerField(
        _l("What asking for it weighs"),
        default=1,
        validators=[
            InputRequired(_l("Type a number.")),
            NumberRange(0, 100, _l("Type a number from 0 to 100.")),
        ],
        description=_l(
            "For the budgets of the ask guard: a like is light, a case study heavy. 0 for what "
            "nobody is asked for."
        ),
    )
    gap_days = IntegerField(
        _l("Days between two asks"),
        default=0,
        validators=[
            InputRequired(_l("Type a number.")),
            NumberRange(0, 1000, _l("Type a number from 0 to 1,000.")),
        ],
    )

    def details(self, kind: ActKind | None = None) -> KindDetails:
        """What was typed; of a kind that exists the direction stays."""
        direction = kind.direction if kind else self.direction.data or DEPOSIT
        return KindDetails(
            name=self.name.data,
            direction=direction,
            value=self.value.data,
            weight=self.weight.data,
            gap_days=self.gap_days.data,
        )


class PasteForm(FlaskForm):
    """Acts as lines of CSV, uploaded or pasted; and the click after the preview."""

    lines = lines_field(_l("The first line names the columns: email, kind, date, note."))
    submit = SubmitField()


def _number(label: Any, least: int, most: int, hint: Any = "") -> IntegerField:
    words = _l(
        "Type a number from %(least)s to %(most)s.",
        least=LazyString(format_decimal, least),
        most=LazyString(format_decimal, most),
    )
    return IntegerField(
        label,
        description=hint,
        validators=[InputRequired(words), NumberRange(least, most, words)],
        render_kw={"min": least, "max": most},
    )


def _rule(rule: str) -> BooleanField:
    name, sentence = RULE_WORDS[rule]
    return BooleanField(name, description=sentence)


class RulesForm(FlaskForm):
    """The guard's rules, in the order in which it asks them; names are columns of `AskRules`."""

    first_value_on = _rule("first_value")
    crisis_on = _rule("crisis")
    crisis_days = _number(_l("Days of quiet after a crisis"), 0, 365)
    pause_on = _rule("pause")
    opt_out_on = _rule("opt_out")
    window_days = _number(
        _l("Days that the budgets look back"), 1, 730, _l("Weights of asks in this time add up.")
    )
    member_budget_on = _rule("member_budget")
    member_budget = _number(_l("Weight for one member"), 0, 1000)
    company_budget_on = _rule("company_budget")
    company_budget = _number(_l("Weight for one company"), 0, 10_000)
    bank_on = _rule("bank")
    bank_floor = _number(
        _l("Floor"),
        -100_000,
        100_000,
        _l("With a floor below zero you may ask for more than you have given."),
    )
    gap_on = _rule("gap")

    def values(self) -> dict[str, bool | int]:
        return {field.name: field.data for field in self if field.name != "csrf_token"}


class AskForm(FlaskForm):
    """An ask. `token` makes a form that is sent twice ask once."""

    token = OnceField()
    kind_id = SelectField(
        _l("For what"), coerce=int, validators=[InputRequired(_l("Choose what it is for."))]
    )
    because = StringField(
        _l("Ask against the guard, because"),
        filters=[trimmed],
        validators=[Length(max=300)],
        description=_l("Only where it says no. Your reason goes on record."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {kind.id: kind for kind in askable_kinds()}
        self.kind_id.choices = [SelectChoice(kind.id, kind.name) for kind in self._kinds.values()]

    @property
    def kind(self) -> ActKind:
        return self._kinds[self.kind_id.data]


class ClosingForm(FlaskForm):
    """How an ask ended."""

    outcome = SelectField(choices=[SelectChoice(name) for name in OUTCOME_NAMES])
