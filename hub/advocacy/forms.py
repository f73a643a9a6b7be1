"""How a member wants to be asked."""

from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from hub.advocacy.queries import Wishes, askable_kinds


class WishesForm(FlaskForm):
    """How a member wants to be asked."""

    paused_until = DateField(
        _l("Do not ask me before"),
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
