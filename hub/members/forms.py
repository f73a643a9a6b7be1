"""The shape of what people type about themselves and at the door."""

from flask_babel import lazy_gettext as _l
from flask_security import LoginForm
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, StringField, SubmitField
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length

from hub.web import local_path
from hub.web.fields import trimmed

PASSWORD_LENGTH = 10


class SignInForm(LoginForm):
    """The library's, with an address that may carry white space."""

    email = EmailField(
        _l("E-mail address"), filters=[trimmed], validators=[InputRequired(_l("Type it."))]
    )

    def validate_next(self, field: HiddenField) -> None:
        """A place outside the hub is forgotten; it is no reason to turn somebody away."""
        field.data = local_path(field.data) or ""


class LinkRequestForm(FlaskForm):
    """Where to mail a sign-in or reset link, and the page it should lead to."""

    next = HiddenField()

    email = EmailField(
        _l("E-mail address"),
        filters=[trimmed],
        validators=[
            InputRequired(_l("Type your e-mail address.")),
            Email(_l("This does not look like an e-mail address."), check_deliverability=False),
        ],
        render_kw={"autocomplete": "email"},
    )


class ConfirmForm(FlaskForm):
    """Nothing but the click."""

    submit = SubmitField()


class NewPasswordForm(FlaskForm):
    """A new password, twice."""

    password = PasswordField(
        _l("New password"),
        validators=[
            InputRequired(_l("Type a password.")),
            Length(
                PASSWORD_LENGTH,
                128,
                _l(
                    "Use at least %(count)d characters; a short sentence is a good password.",
                    count=PASSWORD_LENGTH,
                ),
            ),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same once more"),
        validators=[EqualTo("password", _l("The two are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )


class InvitationForm(FlaskForm):
    """Whom a manager invites."""

    # Asked only about somebody who was erased on request.
    asks_about_return = False

    given_name = StringField(
        _l("First name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type a first name.")), Length(max=100)],
    )
    family_name = StringField(_l("Last name"), filters=[trimmed], validators=[Length(max=100)])
    email = EmailField(
        _l("E-mail address"),
        filters=[trimmed],
        validators=[
            InputRequired(_l("Type an e-mail address.")),
            Email(_l("This does not look like an e-mail address."), check_deliverability=False),
        ],
    )
    asked_to_return = BooleanField(_l("They asked us themselves to be let back in"))
