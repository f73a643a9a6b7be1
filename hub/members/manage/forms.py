"""The shape of what managers type about members and companies."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    EmailField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from hub.members.manage.words import HEALTH_NAMES
from hub.members.models import HEALTHS, LONGEST_NOTE, Company
from hub.members.queries.companies import companies_called
from hub.web.editions import EditionForm
from hub.web.fields import trimmed
from hub.web.lines import lines_field

# What may be said with a report of health, and as the reason of a crisis.
LONGEST_REPORT = 2000
LONGEST_REASON = 300
_EMAIL = Email(_l("This does not look like an e-mail address."), check_deliverability=False)


class UploadForm(FlaskForm):
    """An export to look at."""

    file = FileField(
        _l("Contact export"),
        validators=[FileRequired(_l("Choose the file that the CRM exported."))],
        render_kw={"accept": ".csv,text/csv"},
    )


class DepartureForm(FlaskForm):
    """Somebody left their company."""

    personal_email = EmailField(
        _l("Personal e-mail address"),
        filters=[trimmed],
        validators=[Optional(), _EMAIL],
        description=_l("Optional. They can then ask for a sign-in link to it."),
    )


class AddressForm(FlaskForm):
    """A way in that outlives the job."""

    email = EmailField(
        _l("Personal e-mail address"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type the address.")), _EMAIL],
        description=_l("It signs in once they have opened a link that was mailed to it."),
    )


def the_company(text: str) -> Company:
    """The one company with that account or name. Raises `ValidationError` for none or several."""
    matches = companies_called(text)
    if not matches:
        raise ValidationError(
            _("No company has this name or account. Check the spelling, or import it first.")
        )
    if len(matches) > 1:
        raise ValidationError(several(matches))
    return matches[0]


def several(companies: Sequence[Company]) -> str:
    """That a name is that of several companies, and how to say which."""
    accounts = ", ".join(one.account_id or _("no account") for one in companies)
    return _("Several companies have this name. Type the account: %(ids)s.", ids=accounts)


class PositionForm(FlaskForm):
    """Somebody starts at another company."""

    company = StringField(
        _l("Company"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type the name of the company.")), Length(max=300)],
        render_kw={"list": "company-names", "autocomplete": "off"},
    )
    title = StringField(_l("Job title"), filters=[trimmed], validators=[Length(max=300)])
    work_email = EmailField(
        _l("New work e-mail address"),
        filters=[trimmed],
        validators=[Optional(), _EMAIL],
        description=_l("The address at the last company will no longer sign in."),
    )
    found: Company

    def validate_company(self, field: Any) -> None:
        self.found = the_company(field.data)


class ErasureForm(FlaskForm):
    """The name, typed out: nobody erases somebody by a slip of the hand."""

    name = StringField(
        _l("Type the member's name to confirm"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type the name exactly as it stands above."))],
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self._wanted = " ".join(wanted.split())

    def validate_name(self, field: Any) -> None:
        if " ".join(field.data.split()) != self._wanted:
            raise ValidationError(_("This is not the name. Type it exactly as it stands above."))


class CompanyForm(EditionForm):
    """What managers may change about a company."""

    name = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type a name.")), Length(max=300)],
    )
    segment = StringField(_l("Segment"), filters=[trimmed], validators=[Length(max=100)])
    region = StringField(_l("Region"), filters=[trimmed], validators=[Length(max=100)])
    industry = StringField(_l("Industry"), filters=[trimmed], validators=[Length(max=100)])
    first_value_on = DateField(
        _l("First value reached on"),
        validators=[Optional()],
        description=_l("Nobody there is asked for anything before this day."),
    )
    in_crisis_until = DateField(
        _l("In crisis until"),
        validators=[Optional()],
        description=_l("Nobody there is asked for anything up to this day."),
    )


class HealthForm(FlaskForm):
    """How a company fares today."""

    health = RadioField(
        _l("How are they doing?"),
        choices=[SelectChoice(health, HEALTH_NAMES[health]) for health in HEALTHS],
        validators=[InputRequired(_l("Choose one."))],
        validate_choice=True,
    )
    note = TextAreaField(
        _l("Note"),
        filters=[trimmed],
        validators=[Length(max=LONGEST_REPORT)],
        description=_l("What makes you think so, for whoever reads the timeline."),
    )


class CrisisForm(FlaskForm):
    """Something is badly wrong."""

    reason = StringField(
        _l("What is wrong?"),
        filters=[trimmed],
        validators=[DataRequired(_l("Say what is wrong.")), Length(max=LONGEST_REASON)],
    )


def _lines(text: str) -> str:
    """With line breaks as one character each, which is how people count."""
    return text.replace("\r\n", "\n")


class NoteForm(FlaskForm):
    """What is worth remembering about a member or a company."""

    body = TextAreaField(
        _l("New note"),
        filters=[trimmed, _lines],
        validators=[DataRequired(_l("Write something first.")), Length(max=LONGEST_NOTE)],
        description=_l("For those who work in the console. Members never see it."),
    )


class HealthLinesForm(FlaskForm):
    """How companies fare as lines of CSV, uploaded or pasted."""

    lines = lines_field(_l("The first line names the columns: company, health, note, crisis, on."))
