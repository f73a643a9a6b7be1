"""Made-up people, badges and forms, in which the style guide shows every piece in every state."""

from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from hub.ledger.models import Badge, Tier
from hub.ledger.models.tiers import TONES

BADGES = (("star", "gold"), ("mic", "emerald"), ("heart", "ruby"), ("book", "sapphire"))


class SampleForm(FlaskForm):
    """A field of every kind."""

    name = StringField(
        _l("Name"),
        description=_l("A hint says what good input looks like."),
        validators=[DataRequired(_l("Type a name, so that people know what to call it."))],
    )
    story = TextAreaField(_l("Text"), validators=[DataRequired(_l("Write at least a sentence."))])
    number = IntegerField(
        _l("Points"), validators=[NumberRange(0, 100, _l("Use a number from 0 to 100."))]
    )
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice("a", _l("One")), SelectChoice("b", _l("Another"))]
    )
    when = DateTimeLocalField(_l("When"))
    radio = RadioField(
        _l("One of a few"),
        choices=[SelectChoice("a", _l("This")), SelectChoice("b", _l("That"))],
        validators=[DataRequired(_l("Choose one."))],
    )
    several = SelectMultipleField(
        _l("Several of a few"),
        choices=[SelectChoice("a", _l("This")), SelectChoice("b", _l("That"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    yes = BooleanField(_l("Yes or no"))
    file = FileField(_l("A picture"), description=_l("JPEG, PNG, WebP or GIF, up to 10 MB."))


def form() -> SampleForm:
    """As it is first seen."""
    return SampleForm(formdata=None, prefix="new-", data={"name": _("A name"), "several": ["a"]})


def refused_form() -> SampleForm:
    """As it comes back with what was wrong, and what was typed."""
    typed = MultiDict(
        {"bad-number": "1000", "bad-kind": "b", "bad-when": "2026-11-25T17:00", "bad-several": "b"}
    )
    refused = SampleForm(formdata=typed, prefix="bad-")
    refused.validate()
    return refused


def people() -> list[Any]:
    """With a picture, with two names, with one."""
    names = (_("With a picture"), "Mira Holt", "Ada", "Benoît Ōta")
    made = [SimpleNamespace(id=at, name=name, picture_url=None) for at, name in enumerate(names)]
    made[0].picture_url = "/static/img/mark.svg"
    return made


def tiers() -> list[Tier]:
    """One in every metal."""
    return [Tier(name=tone.title(), tone=tone, threshold=0, translations={}) for tone in TONES]


def badges() -> list[Badge]:
    """One in each of some colours."""
    return [
        Badge(name=_("A badge"), description="", icon=icon, tone=tone, translations={})
        for icon, tone in BADGES
    ]
