"""The shape of what managers type about audiences."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from hub.web.editions import EditionForm
from hub.web.fields import trimmed


class AudienceForm(EditionForm):
    """The words of an audience. `rule` is never sent: it holds the JSON that the tree of conditions
    comes to, so that the edition covers the rule, too."""

    name = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Give it a name.")), Length(max=100)],
    )
    description = StringField(_l("What it is for"), filters=[trimmed], validators=[Length(max=300)])
    rule = HiddenField()


class EntriesForm(FlaskForm):
    """Addresses for a list, pasted."""

    emails = TextAreaField(
        _l("E-mail addresses"),
        filters=[trimmed],
        validators=[Length(max=5_000_000)],
        description=_l(
            "One on each line, or a column of a spreadsheet. People who are not here yet are on "
            "the list from the day they join."
        ),
        render_kw={"rows": 6, "spellcheck": "false", "autocomplete": "off"},
    )


class RuleTextForm(EditionForm):
    """A rule as it is stored, to copy from one hub to another."""

    rule = TextAreaField(
        _l("The rule as JSON"),
        filters=[trimmed],
        render_kw={"rows": 10, "spellcheck": "false", "autocomplete": "off"},
    )
