"""The shape of an address."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, SubmitField
from wtforms.validators import Email, InputRequired


class AddressForm(FlaskForm):
    """A personal address to add."""

    email = EmailField(
        _l("Personal e-mail address"),
        description=_l("One that stays yours whoever you work for. We send a link to it."),
        validators=[
            InputRequired(_l("Type an e-mail address.")),
            Email(_l("This does not look like an e-mail address."), check_deliverability=False),
        ],
        render_kw={"autocomplete": "email"},
    )


class LeaveForm(FlaskForm):
    """Nothing but the click."""

    submit = SubmitField()
