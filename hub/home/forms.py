"""The shape of a profile, a picture and a piece of news."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from hub.home.operations.profile import Details
from hub.members.for_some import ForSomeForm
from hub.members.models import Member
from hub.web.countries import countries
from hub.web.editions import EditionForm
from hub.web.fields import trimmed
from hub.web.languages import offered
from hub.web.zones import zone_choices


class ProfileForm(FlaskForm):
    """What a member tells about themselves, and how the hub treats them."""

    given_name = StringField(
        _l("First name"),
        filters=[trimmed],
        validators=[DataRequired(_l("Type your first name.")), Length(max=100)],
        render_kw={"autocomplete": "given-name"},
    )
    family_name = StringField(
        _l("Last name"),
        filters=[trimmed],
        validators=[Length(max=100)],
        render_kw={"autocomplete": "family-name"},
    )
    city = StringField(
        _l("City"),
        filters=[trimmed],
        validators=[Length(max=100)],
        render_kw={"autocomplete": "address-level2"},
    )
    country = SelectField(_l("Country"), render_kw={"autocomplete": "country"})
    bio = TextAreaField(
        _l("About you"),
        filters=[trimmed],
        description=_l("A few words for other members: what you do, what you like to talk about."),
        validators=[Length(max=1000, message=_l("Keep it under 1,000 characters."))],
    )
    locale = SelectField(
        _l("Language"), description=_l("Pages and mails are written in it, as far as we have it.")
    )
    timezone = SelectField(
        _l("Time zone"), description=_l("Times on every page and in every mail follow it.")
    )
    mail_wanted = BooleanField(
        _l("Send me an e-mail when something happens"),
        description=_l("A review, new points, a reward on its way. You always see it here, too."),
    )
    queue_word = BooleanField(
        _l("Tell me every morning how the review queue stands"),
        description=_l("Only on days on which something waits. Late answers are told anyway."),
    )
    on_boards = BooleanField(
        _l("Show me on the leaderboard"),
        description=_l("Off means that nobody else sees your rank. Your points stay as they are."),
    )
    findable = BooleanField(
        _l("Other members may find me by name or city"),
        description=_l(
            "In the search and on the leaderboard your name then leads to your page. Otherwise "
            "only you and those who run the hub can open it."
        ),
    )

    def __init__(self, member: Member, **kwargs: Any) -> None:
        """In: `member`, whose country or time zone is kept even where our lists lack it."""
        chosen = {
            "on_boards": member.hidden_from_boards_at is None,
            "findable": member.findable_since is not None,
            "queue_word": member.queue_word_off_since is None,
        }
        kwargs.setdefault("data", chosen)
        super().__init__(obj=member, **kwargs)
        if not member.has_permission("reviews.decide"):
            del self.queue_word
        self.country.choices = _with(member.country, ("", _("Not said")), countries())
        self.locale.choices = _with(
            member.locale, ("", _("What your browser asks for")), list(offered().items())
        )
        self.timezone.choices = [
            SelectChoice("", _("The hub's (UTC)")),
            *zone_choices(member.timezone),
        ]

    def details(self) -> Details:
        return Details(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            city=self.city.data,
            country=self.country.data or None,
            bio=self.bio.data,
            locale=self.locale.data or None,
            timezone=self.timezone.data or None,
            mail_wanted=self.mail_wanted.data,
            on_boards=self.on_boards.data,
            findable=self.findable.data,
            queue_word=self.queue_word.data if self.queue_word else True,
        )


def _with(
    current: str | None, none: tuple[str, str], choices: list[tuple[str, str]]
) -> list[SelectChoice]:
    known = current is None or any(code == current for code, _name in choices)
    extra = [] if known or not current else [(current, current)]
    return [SelectChoice(code, name) for code, name in (none, *extra, *choices)]


class PictureForm(FlaskForm):
    """A picture of oneself."""

    picture = FileField(
        _l("Your picture"),
        description=_l("JPEG, PNG, WebP or GIF, up to 10 MB. We cut it square."),
        render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif"},
    )

    def validate_picture(self, field: Any) -> None:
        # Not `FileRequired`: nobody has to have a picture, and the page must not say so.
        if not field.data:
            raise ValidationError(_("Choose a picture first."))


class NewsForm(ForSomeForm, EditionForm):
    """A short piece of news."""

    title = StringField(
        _l("Title"),
        filters=[trimmed],
        validators=[DataRequired(_l("Give it a title.")), Length(max=120)],
    )
    body = TextAreaField(
        _l("Text"),
        filters=[trimmed],
        description=_l("Short and useful. Markdown works: **bold**, lists, [links](https://…)."),
        validators=[DataRequired(_l("Write what is new.")), Length(max=5000)],
    )
