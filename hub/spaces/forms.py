"""The shape of what managers type about a space."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from hub.members.company_field import CompanyField
from hub.members.operations.spaces import Details
from hub.members.queries.audiences import audience_names
from hub.web.editions import EditionForm
from hub.web.fields import SentenceField, trimmed
from hub.web.picture_field import PictureField


class SpaceForm(EditionForm):
    """A space, for one company or one audience."""

    name = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Give it a name.")), Length(max=100)],
    )
    slug = StringField(
        _l("Address"),
        filters=[trimmed],
        validators=[Length(max=60)],
        description=_l("What stands after /spaces/. Left empty it is made of the name, once."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    company = CompanyField(
        _l("For a company"),
        validators=[Length(max=300)],
        description=_l("Whoever works there now may enter. Whoever leaves is out at once."),
    )
    audience_id = SelectField(
        _l("Or for an audience"),
        coerce=int,
        default=0,
        description=_l("Choose one of the two: a company or an audience."),
    )
    summary = SentenceField(
        _l("In one sentence"),
        validators=[Length(max=200)],
        description=_l("Shown at the top, and on their home page."),
    )
    welcome = TextAreaField(
        _l("Welcome"),
        filters=[trimmed],
        validators=[Length(max=20_000)],
        description=_l("What it is for, and who is there for them. Markdown works."),
        render_kw={"rows": 8},
    )
    picture = PictureField(_l("Picture"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience_id.data = self.audience_id.data or 0
        self.audience_id.choices = [
            SelectChoice(0, _("No audience")),
            *(SelectChoice(id, name) for id, name in audience_names()),
        ]

    def details(self) -> Details:
        """What was typed, as the operations want it."""
        company = self.company.found
        return Details(
            name=self.name.data or "",
            slug=self.slug.data or "",
            summary=self.summary.data or "",
            welcome=self.welcome.data or "",
            company_id=company.id if company else None,
            audience_id=self.audience_id.data or None,
        )
