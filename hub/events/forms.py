"""The shape of what people type about events."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
)

from hub.events.models import Chapter
from hub.events.models.events import KINDS, Event
from hub.events.operations import Details
from hub.events.words import KIND_NAMES
from hub.members.for_some import ForSomeForm
from hub.web.editions import EditionForm
from hub.web.fields import SentenceField, trimmed
from hub.web.picture_field import PictureField
from hub.web.zones import zone_choices

MOST = 1_000_000
_INSTANT = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class CheckInForm(FlaskForm):
    """What the host says aloud."""

    code = StringField(
        _l("Check-in code"),
        validators=[DataRequired(_l("Type the code that your host shows.")), Length(max=40)],
        filters=[trimmed],
        description=_l("Your host shows it at the event. Spaces and small letters do not matter."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class EventForm(ForSomeForm, EditionForm):
    """An event as its host types it. Times are those of the clocks where it takes place."""

    chapter = SelectField(_l("Chapter"), validate_choice=True)
    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Give it a title.")), Length(max=120)],
        filters=[trimmed],
    )
    summary = SentenceField(
        _l("In one sentence"),
        validators=[DataRequired(_l("Say in one sentence what it is.")), Length(max=200)],
        description=_l("Shown in the list of events."),
    )
    description = TextAreaField(
        _l("Description"),
        validators=[Length(max=20_000)],
        filters=[trimmed],
        description=_l("Who speaks, what about, what to bring. Markdown works."),
    )
    kind = SelectField(_l("Kind"), choices=[SelectChoice(k, KIND_NAMES[k]) for k in KINDS])
    starts_at = DateTimeLocalField(
        _l("Starts"), format=_INSTANT, validators=[InputRequired(_l("Say when it starts."))]
    )
    ends_at = DateTimeLocalField(
        _l("Ends"), format=_INSTANT, validators=[InputRequired(_l("Say when it ends."))]
    )
    timezone = SelectField(
        _l("Time zone"),
        description=_l("Where it takes place. The times above are those of the clocks there."),
    )
    place = StringField(
        _l("Place"),
        validators=[Length(max=300)],
        filters=[trimmed],
        description=_l("Shown only to those who registered."),
    )
    online_url = URLField(
        _l("Link to join online"),
        validators=[Length(max=2000)],
        filters=[trimmed],
        description=_l("Shown only to those who registered."),
    )
    seats = IntegerField(
        _l("Seats"),
        validators=[
            Optional(),
            NumberRange(1, MOST, _l("Use a number from 1, or leave it empty.")),
        ],
        description=_l("Empty means there is room for everybody."),
        render_kw={"inputmode": "numeric", "min": 1},
    )
    points = IntegerField(
        _l("Points for coming"),
        validators=[
            InputRequired(_l("Type a number of points; 0 is fine.")),
            NumberRange(0, MOST, _l("Use a number from 0 to 1,000,000.")),
        ],
        render_kw={"inputmode": "numeric", "min": 0},
    )
    picture = PictureField(_l("Picture"))

    def offer(self, chapters: Sequence[Chapter], *, none_too: bool, zone: str | None) -> None:
        """Let the host choose among `chapters`, and none when they may; `zone` is the one now."""
        self.timezone.choices = [SelectChoice("UTC"), *zone_choices(zone)]
        choices = [SelectChoice(str(chapter.id), chapter.name) for chapter in chapters]
        if none_too:
            choices.insert(0, SelectChoice("", _("No chapter: for everybody")))
        self.chapter.choices = choices

    def keep_whom(self, event: Event | None) -> None:
        """A chapter leader does not choose who sees it."""
        self.leave_whom(event.audience_id if event else None, event.space_id if event else None)

    def show(self, event: Event) -> None:
        """Fill in what the form keeps in another shape than the event."""
        zone = ZoneInfo(event.timezone)
        self.chapter.data = str(event.chapter_id or "")
        self.starts_at.data = event.starts_at.astimezone(zone).replace(tzinfo=None)
        self.ends_at.data = event.ends_at.astimezone(zone).replace(tzinfo=None)

    def validate_starts_at(self, field: Any) -> None:
        self._check_instant(field)

    def validate_ends_at(self, field: Any) -> None:
        self._check_instant(field)
        if self.starts_at.data and not self.starts_at.errors and field.data <= self.starts_at.data:
            raise ValidationError(_("It has to end after it starts."))

    def validate_online_url(self, field: Any) -> None:
        if not field.data:
            return
        try:
            url = urlsplit(field.data)
            proper = url.scheme in ("http", "https") and bool(url.hostname)
        except ValueError:
            proper = False
        if not proper:
            raise ValidationError(_("Type a whole address that begins with https:// or http://."))

    def details(self) -> Details:
        """What was typed, as the operations want it."""
        return Details(
            chapter_id=int(self.chapter.data) if self.chapter.data else None,
            title=self.title.data or "",
            summary=self.summary.data or "",
            description=self.description.data or "",
            kind=self.kind.data,
            starts_at=self._aware(self.starts_at.data),
            ends_at=self._aware(self.ends_at.data),
            timezone=self.timezone.data,
            place=self.place.data or "",
            online_url=self.online_url.data or None,
            seats=self.seats.data,
            points=self.points.data or 0,
            **asdict(self.for_whom()),
        )

    def _aware(self, local: datetime) -> datetime:
        return local.replace(tzinfo=ZoneInfo(self.timezone.data))

    def _check_instant(self, field: Any) -> None:
        if field.data is None:
            raise StopValidation
        if not 2000 <= field.data.year <= 2100:
            raise ValidationError(_("Choose a year between 2000 and 2100."))
        if self.timezone.data not in available_timezones():
            return
        aware = self._aware(field.data)
        # When clocks go forward an hour is skipped, and what was typed names no instant.
        there = aware.astimezone(ZoneInfo("UTC")).astimezone(aware.tzinfo)
        if there.replace(tzinfo=None) != field.data:
            raise ValidationError(_("The clocks go forward that day: this time does not exist."))
