"""The shape of what is said about being asked: by managers, and by members."""

from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from hub.advocacy.queries import Wishes, askable_kinds


def _number(label: Any, least: int, most: int, hint: Any = "") -> IntegerField:
    words = _l("Type a number from %(least)s to %(most)s.", least=least, most=most)
    return IntegerField(
        label,
        description=hint,
        validators=[InputRequired(words), NumberRange(least, most, words)],
        render_kw={"min": least, "max": most},
    )


class RulesForm(FlaskForm):
    """The guard's rules, in the order in which it asks them; names are columns of `AskRules`."""

    first_value_on = BooleanField(
        _l("First value"), description=_l("No ask before the company has reached first value.")
    )
    crisis_on = BooleanField(
        _l("Crisis"),
        description=_l("No ask while the company is in a crisis, and for a while after."),
    )
    crisis_days = _number(_l("Days of quiet after a crisis"), 0, 365)
    pause_on = BooleanField(
        _l("Their own break"), description=_l("No ask before the day that the member has set.")
    )
    opt_out_on = BooleanField(
        _l("Unwanted kinds"), description=_l("No ask of a kind that the member does not want.")
    )
    window_days = _number(
        _l("Days that the budgets look back"), 1, 730, _l("Weights of asks in this time add up.")
    )
    member_budget_on = BooleanField(_l("The member's budget"))
    member_budget = _number(_l("Weight for one member"), 0, 1000)
    company_budget_on = BooleanField(_l("The company's budget"))
    company_budget = _number(_l("Weight for one company"), 0, 10_000)
    bank_on = BooleanField(
        _l("Loyalty bank"),
        description=_l("No ask that would take the member's bank below the floor; repay first."),
    )
    bank_floor = _number(_l("Floor"), -100_000, 100_000, _l("Below zero you live on credit."))
    gap_on = BooleanField(
        _l("Time between"),
        description=_l("So many days lie between two asks of a kind; each kind says how many."),
    )

    def values(self) -> dict[str, bool | int]:
        return {field.name: field.data for field in self if field.name != "csrf_token"}


class WishesForm(FlaskForm):
    """How a member wants to be asked."""

    paused_until = DateField(
        _l("Ask me for nothing until"),
        validators=[Optional()],
        description=_l("Empty means that we may ask. You can always offer something yourself."),
    )
    unwanted = SelectMultipleField(
        _l("Not for me"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
        description=_l("What you tick, we do not ask you for."),
    )

    def __init__(self, wishes: Wishes, **kwargs: Any) -> None:
        until: date | None = wishes.pause.until if wishes.pause else None
        data = {"paused_until": until, "unwanted": sorted(wishes.unwanted)}
        super().__init__(data=data, **kwargs)
        language = str(get_locale())
        self.unwanted.choices = [
            SelectChoice(kind.id, kind.said("name", language)) for kind in askable_kinds()
        ]
