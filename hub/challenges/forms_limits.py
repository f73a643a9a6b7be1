"""The part of the editor's form about when, how often, by how many and after what."""

from datetime import UTC, datetime
from typing import Any

from flask_babel import get_timezone, to_user_timezone, to_utc
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import Length, NumberRange, Optional

from hub.challenges import queries
from hub.challenges.models import Challenge
from hub.challenges.models.limits import ONCE
from hub.challenges.words import AGAIN_WORDS
from hub.web.fields import trimmed

MOST_TAGS = 20
REQUIRED = ("challenge", "tier", "badge", "event")
_MOMENT = {
    "format": ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    "validators": [Optional()],
}
_PLAIN = ("announced", "again", "again_number", "seats", "shown_locked")


def _requires(label: Any) -> SelectField:
    return SelectField(label, coerce=int, default=0)


class LimitsForm:
    """Mixed into the editor's form, before its base."""

    tags = StringField(
        _l("Tags"),
        filters=[trimmed],
        validators=[Length(max=1000)],
        description=_l("With commas between them. Members can look for a tag."),
    )
    opens_at = DateTimeLocalField(_l("Opens at"), **_MOMENT)
    announced = BooleanField(
        _l("Announce it before it opens"),
        description=_l("Members then see it with its date, and cannot begin yet."),
    )
    closes_at = DateTimeLocalField(_l("Closes at"), **_MOMENT)
    again = SelectField(
        _l("How often"),
        default=ONCE,
        choices=[SelectChoice(name, words) for name, words in AGAIN_WORDS.items()],
    )
    again_number = IntegerField(
        _l("Days, or times"),
        validators=[Optional(), NumberRange(1, 1000, _l("Use a number from 1 to 1,000."))],
        description=_l("Not needed for once. Days count from the hand-in."),
    )
    seats = IntegerField(
        _l("Places"),
        validators=[Optional(), NumberRange(1, 100_000, _l("Use a number from 1 to 100,000."))],
        description=_l("Empty: no limit. When all are taken, members join a waiting list."),
    )
    requires_challenge_id = _requires(_l("A challenge that was completed"))
    requires_tier_id = _requires(_l("A tier, or a higher one"))
    requires_badge_id = _requires(_l("A badge"))
    requires_event_id = _requires(_l("An event that was attended"))
    shown_locked = BooleanField(
        _l("Show it while it is locked"),
        description=_l("With what unlocks it. Otherwise it is hidden until then."),
    )

    def validate_tags(self, field: StringField) -> None:
        if len(self.tag_list()) > MOST_TAGS:
            raise ValidationError(_("At most %(most)s tags, please.", most=MOST_TAGS))

    def tag_list(self) -> list[str]:
        """The tags, each once."""
        parts = (part.strip() for part in (self.tags.data or "").split(","))
        return list(dict.fromkeys(part for part in parts if part))

    def offer_limits(self, challenge: Challenge | None) -> None:
        """Fill in what can be required."""
        nothing = SelectChoice(0, _("Nothing"))
        for kind, options in queries.requirable(challenge).items():
            field: SelectField = getattr(self, f"requires_{kind}_id")
            field.choices = [nothing, *(SelectChoice(id, name) for id, name in options)]

    def limits(self) -> dict[str, Any]:
        """What was typed, as a plan has it."""
        once = self.again.data == ONCE
        return {
            **{name: getattr(self, name).data for name in _PLAIN},
            "again_number": None if once else self.again_number.data,
            "opens_at": instant(self.opens_at),
            "closes_at": instant(self.closes_at),
            "tags": self.tag_list(),
            **{
                f"requires_{k}_id": getattr(self, f"requires_{k}_id").data or None for k in REQUIRED
            },
        }


def limits_data(challenge: Challenge) -> dict[str, Any]:
    """What the form shows of the challenge's limits."""
    return {
        **{name: getattr(challenge, name) for name in _PLAIN},
        "opens_at": to_user_timezone(challenge.opens_at) if challenge.opens_at else None,
        "closes_at": to_user_timezone(challenge.closes_at) if challenge.closes_at else None,
        "tags": ", ".join(challenge.tags),
        **{f"requires_{k}_id": getattr(challenge, f"requires_{k}_id") or 0 for k in REQUIRED},
    }


def instant(field: DateTimeLocalField) -> datetime | None:
    """The instant that was typed, in the manager's time zone."""
    typed = field.data
    return to_utc(typed.replace(tzinfo=None)).replace(tzinfo=UTC) if typed else None


def zone_name() -> str:
    """The time zone in which the manager enters times."""
    return str(get_timezone())
