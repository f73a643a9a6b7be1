"""Why a challenge is shown to a member, in sentences that must all be true."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import format_datetime, lazy_ngettext, to_user_timezone
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from hub import clock
from hub.advocacy.models import Act
from hub.web.words import dated, pattern, said

# Fewer people than this are a few.
FEW = 100
_SPOKEN = ("webinar-speaker", "conference-speaker", "panel")
# Acts that rooms record carry the title of what they came from; a note typed by hand is for those
# who typed it.
_TITLED = ("challenge:", "check-in:")

AGAIN = _l("You did it before, and may again")
FOR_A_FEW = _l("For a few, and you are one of them")
NOT_FOR_ALL = _l("Not for everybody, but for you")
QUICK = _l("A quick one")
NEW = _l("New this week")
UNTRIED = _l("You have not tried this yet")


def closes(at: datetime) -> Any:
    """When it closes, by the name of the day while that names one day only."""
    return LazyString(_closes, at)


def colleagues(number: int) -> Any:
    """How many people of the member's company have done it."""
    return lazy_ngettext("%(num)s colleague did this", "%(num)s colleagues did this", number)


def because(act: Act) -> Any:
    """What the member did that it goes with."""
    return LazyString(_because, act)


def _closes(at: datetime) -> str:
    days = (to_user_timezone(at).date() - to_user_timezone(clock.now()).date()).days
    if days == 0:
        return _("Closes today")
    if timedelta(days=days) < timedelta(days=7):
        return _("Closes on %(day)s", day=format_datetime(at, "EEEE"))
    return _("Closes on %(day)s", day=format_datetime(at, pattern("MMMd")))


def _because(act: Act) -> str:
    titled = act.note and act.source.startswith(_TITLED)
    if act.kind.slug in _SPOKEN:
        if titled:
            return _("Because you spoke: “%(what)s”", what=act.note)
        return _("Because you spoke in %(month)s", month=dated(act.occurred_on, "yMMM"))
    if titled and act.kind.slug == "event_attended":
        return _("Because you were at “%(what)s”", what=act.note)
    if titled:
        return _("Because you did “%(what)s”", what=act.note)
    return _("Because of what you did before: %(what)s", what=said(act.kind, "name"))
