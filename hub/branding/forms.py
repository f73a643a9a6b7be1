"""The shape of a brand: one form, with a pair of fields for every word in every language."""

import re
import uuid
from typing import IO, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation

from hub.branding.colours import parsed
from hub.branding.models import FOOTER_MOST, NAME_MOST, BrandPicture
from hub.branding.pictures import LEAST, save
from hub.branding.units import FORMS, UNITS, WORD_MOST, has_plural
from hub.db import db
from hub.web.picture_field import PictureField

PICTURES = "image/png,image/jpeg,image/webp,image/gif"
# Signs that no text keeps, and those that turn around what follows them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# Letters of any alphabet, digits, and what joins two words.
_WORD = re.compile(r"[\w][\w .'’·&/+-]*")


def _stripped(text: str | None) -> str:
    """Unlike elsewhere a NUL stays in: it is refused, not passed over."""
    return (text or "").strip(" \t\r\n").replace("\r\n", "\n")


def _printable(_form: Form, field: Field) -> None:
    lines = "" if isinstance(field, TextAreaField) else "\n\t"
    if _UNPRINTABLE.search(field.data) or any(sign in field.data for sign in lines):
        raise StopValidation(
            _("There is a sign in it that nobody can see. Type it anew by hand, on one line.")
            if lines
            else _("There is a sign in it that nobody can see. Type it anew by hand.")
        )


def _no_markup(_form: Form, field: Field) -> None:
    if "<" in field.data or ">" in field.data:
        raise StopValidation(_("This is shown as plain text. Leave out < and >."))


def _colour(_form: Form, field: Field) -> None:
    if field.data and parsed(field.data) is None:
        raise StopValidation(
            _(
                "“%(typed)s” is not a colour code. Write # and six digits or letters from a to f,"
                " as in #0d5f4a.",
                typed=field.data[:30],
            )
        )


def _word(_form: Form, field: Field) -> None:
    if field.data and not _WORD.fullmatch(field.data):
        raise StopValidation(
            _("A word has letters, digits, spaces, hyphens and apostrophes. Leave out the rest.")
        )


def _at_most(most: int) -> Length:
    return Length(max=most, message=_l("Keep it to %(most)s characters or fewer.", most=most))


class BrandPictureField(PictureField):
    """A picture of the kind that the field is named after."""

    def _saved(self, stream: IO[bytes]) -> BrandPicture:
        return save(self.short_name, stream)

    def _found(self, id: uuid.UUID) -> BrandPicture | None:
        picture = db.session.get(BrandPicture, id)
        return picture if picture and picture.kind == self.short_name else None


def _picture(label: Any, purpose: Any, kind: str) -> BrandPictureField:
    width, height = LEAST[kind]
    description = _l(
        "%(purpose)s At least %(width)s × %(height)s pixels.",
        purpose=purpose,
        width=width,
        height=height,
    )
    return BrandPictureField(label, description=description, render_kw={"accept": PICTURES})


class BrandForm(FlaskForm):
    """Everything a vendor chooses. `brand_form` adds the fields for words."""

    name = StringField(
        _l("Hub name"),
        description=_l("On every page, in every mail."),
        filters=[_stripped],
        validators=[
            DataRequired(_l("Type what the hub is called.")),
            _at_most(NAME_MOST),
            _printable,
            _no_markup,
        ],
    )
    logo = _picture(
        _l("Logo"),
        _l("In the bar of every page. Fitted, empty borders cut off; a clear ground is best."),
        "logo",
    )
    favicon = _picture(
        _l("Small sign"),
        _l("For tabs and home screens: a square."),
        "favicon",
    )
    hero = _picture(
        _l("Large picture"),
        _l("Behind the welcome and the sign-in, tinted so that words on it can be read."),
        "hero",
    )
    no_logo = BooleanField(_l("Without a logo"))
    no_favicon = BooleanField(_l("Without a small sign"))
    no_hero = BooleanField(_l("Without a large picture"))
    brand_colour = StringField(
        _l("Brand colour"),
        description=_l("Links, buttons, the ground of the welcome. Empty: our green."),
        filters=[_stripped],
        validators=[_colour],
    )
    accent_colour = StringField(
        _l("Accent colour"),
        description=_l("Coins, progress, the call to begin. Empty: our yellow."),
        filters=[_stripped],
        validators=[_colour],
    )
    mail_footer = TextAreaField(
        _l("Foot of every mail"),
        description=_l("Who you are and where: an address, a register number, a link. Plain text."),
        filters=[_stripped],
        validators=[_at_most(FOOTER_MOST), _printable, _no_markup],
        render_kw={"rows": 4},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        return self._pairs_are_whole() and good

    def _pairs_are_whole(self) -> bool:
        """A word for one needs a word for more, or half the sentences would keep the usual one."""
        good = True
        for language in FORMS:
            for unit in UNITS if has_plural(language) else ():
                one, more = (self[field_name(language, unit, which)] for which in ("one", "more"))
                if bool(one.data) != bool(more.data):
                    empty = more if one.data else one
                    empty.errors = [_("Give both words, for one and for more, or neither.")]
                    good = False
        return good

    def words(self) -> dict[str, dict[str, list[str]]]:
        """What was typed, without what was left empty."""
        found: dict[str, dict[str, list[str]]] = {}
        for language in FORMS:
            for unit in UNITS:
                one = self[field_name(language, unit, "one")].data
                plural = has_plural(language)
                more = self[field_name(language, unit, "more")].data if plural else one
                if one and more:
                    found.setdefault(language, {})[unit] = [one, more]
        return found


def field_name(language: str, unit: str, which: str) -> str:
    """ "words_de_point_more": the word for more than one point in German."""
    return f"words_{language}_{unit}_{which}"


def word_fields() -> dict[str, list[str]]:
    """The names of the fields for words, by language."""
    return {
        language: [name for name in _WORD_FIELDS if name.startswith(f"words_{language}_")]
        for language in FORMS
    }


def _made_fields() -> dict[str, Field]:
    return {
        field_name(language, unit, which): StringField(
            # Filled in, so that it stays the usual word whatever the vendor's is.
            _l("Instead of “%(word)s”", word=getattr(FORMS[language][unit], which)[0]),
            filters=[_stripped],
            validators=[_at_most(WORD_MOST), _printable, _word],
            render_kw={
                "lang": language,
                "dir": "auto",
                "autocomplete": "off",
            },
        )
        for language in FORMS
        for unit in UNITS
        for which in (("one", "more") if has_plural(language) else ("one",))
    }


_WORD_FIELDS = _made_fields()
_WordedForm = type("BrandForm", (BrandForm,), _WORD_FIELDS)


def sent_form() -> BrandForm:
    """The form as it was sent."""
    return _WordedForm()


def fresh_form(kept: Any, name: str) -> BrandForm:
    """The form as a version fills it; None is the look as we ship it, with that name."""
    if kept is None:
        return _WordedForm(formdata=None, data={"name": name})
    data = {
        "name": kept.name or name,
        "brand_colour": kept.brand_colour or "",
        "accent_colour": kept.accent_colour or "",
        "mail_footer": kept.mail_footer or "",
    }
    for language, units in kept.words.items():
        for unit, pair in units.items():
            for which, word in zip(("one", "more"), pair, strict=True):
                data[field_name(language, unit, which)] = word
    return _WordedForm(formdata=None, data=data)
