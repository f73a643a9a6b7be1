"""The shape of what members say about a challenge."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from hub.challenges.models import Opinion
from hub.challenges.models.choices import LONGEST_WORDS
from hub.challenges.words import REASON_WORDS
from hub.web.fields import trimmed

_TOO_LONG = Length(max=LONGEST_WORDS)


class RefusalForm(FlaskForm):
    """Why a challenge is nothing for a member; nothing need be said."""

    reason = RadioField(
        _l("Why? (If you like)"),
        choices=[SelectChoice(name, words) for name, words in REASON_WORDS.items()],
        validators=[Optional()],
    )
    words = TextAreaField(
        _l("In your words"),
        filters=[trimmed],
        validators=[_TOO_LONG],
        description=_l("The people who run the hub read it, to suggest what fits you better."),
    )


class OpinionForm(FlaskForm):
    """What a member thinks of a challenge that they have completed."""

    vote = RadioField(
        _l("How was it?"),
        choices=[
            SelectChoice("up", _l("Worth doing")),
            SelectChoice("down", _l("Not worth doing")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    words = TextAreaField(
        _l("A word about it (if you like)"),
        filters=[trimmed],
        validators=[_TOO_LONG],
        description=_l("Only the people who run the hub read it."),
    )


def opinion_form(opinion: Opinion | None) -> OpinionForm:
    """The form, filled with what the member said before."""
    if opinion is None:
        return OpinionForm(formdata=None)
    vote = "up" if opinion.up else "down"
    return OpinionForm(formdata=None, data={"vote": vote, "words": opinion.words})
