"""What each kind of notification says: a title and a sentence, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from hub.translatable import said_in
from hub.web.languages import said_language
from hub.web.spans import Span
from hub.web.words import pattern

Facts = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """How a notification reads. `message` is what a person wrote, shown as a quotation."""

    title: str
    text: str
    message: str = ""


def _points(number: int) -> str:
    return ngettext("%(num)d point", "%(num)d points", number)


def _approved(facts: Facts) -> Words:
    return Words(
        _("Approved: %(title)s", title=facts["title"]),
        _("You earned %(points)s.", points=_points(facts["points"])),
        facts.get("message", ""),
    )


def _returned(facts: Facts) -> Words:
    return Words(
        _("One more look, please: %(title)s", title=facts["title"]),
        _("Your work is saved. Change what the message asks for and hand it in again."),
        facts.get("message", ""),
    )


def _rejected(facts: Facts) -> Words:
    return Words(
        _("Not accepted: %(title)s", title=facts["title"]),
        _("This one did not fit. The message says why."),
        facts.get("message", ""),
    )


def _reversed(facts: Facts) -> Words:
    said = [_("We had another look at this and have to take our decision back. We are sorry.")]
    if facts["points"]:
        points = _points(facts["points"])
        said.append(
            _("%(points)s went back with it. Whatever else you earned stays.", points=points)
        )
    if facts["decision"] == "returned":
        said.append(_("You can change it and hand it in again."))
    return Words(
        _("A decision was changed: %(title)s", title=facts["title"]),
        " ".join(said),
        facts.get("message", ""),
    )


def _said(facts: Facts) -> Words:
    return Words(
        _("%(name)s wrote to you", name=facts["name"]),
        _("About: %(title)s", title=facts["title"]),
        facts["message"],
    )


def _late(facts: Facts) -> Words:
    return Words(
        ngettext("%(num)d answer is late", "%(num)d answers are late", facts["count"]),
        _("A member was promised an answer by now. The queue has them on top."),
    )


def _queue(facts: Facts) -> Words:
    said = [
        ngettext(
            "The oldest came %(num)d day ago.", "The oldest came %(num)d days ago.", facts["days"]
        )
        if facts["days"]
        else _("The oldest came today.")
    ]
    if facts["late"]:
        said.append(
            ngettext(
                "%(num)d is later than promised.", "%(num)d are later than promised.", facts["late"]
            )
        )
    return Words(
        ngettext(
            "%(num)d submission waits for an answer",
            "%(num)d submissions wait for an answer",
            facts["count"],
        ),
        " ".join(said),
    )


def _earned(facts: Facts) -> Words:
    return Words(
        _("You earned %(points)s", points=_points(facts["points"])),
        _("For: %(what)s", what=facts["what"]),
    )


def _tier(facts: Facts) -> Words:
    return Words(
        _("You reached %(tier)s", tier=facts["tier"]),
        _("Thank you for everything you do. Your new benefits wait on your page."),
    )


def _redemption(facts: Facts) -> Words:
    title = facts["title"]
    texts = {
        "approved": _("It is approved. We are getting it ready for you."),
        "sent": _("It is on its way, or already with you."),
        "declined": _("We could not do this one. Your points are back on your account."),
        "cancelled": _("It is cancelled. Your points are back on your account."),
    }
    return Words(
        _("Your reward: %(title)s", title=title), texts[facts["state"]], facts.get("message", "")
    )


def _event_cancelled(facts: Facts) -> Words:
    said = [_("This event will not take place. We are sorry.")]
    # Those who were told earlier were not told this.
    if "starts_at" in facts:
        starts, ends = (datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at"))
        when = Span(starts, ends, facts["timezone"]).there()
        said.append(_("It was planned for %(when)s.", when=when))
    if facts.get("place"):
        said.append(_("Where: %(place)s.", place=facts["place"].rstrip(".")))
    return Words(_("Cancelled: %(title)s", title=facts["title"]), " ".join(said))


def _seat_free(facts: Facts) -> Words:
    until = format_datetime(datetime.fromisoformat(facts["until"]), pattern("yMMMd", "Hm"))
    return Words(
        _("A place is free for you: %(title)s", title=facts["title"]),
        _("Begin before %(until)s; then it goes to the next in line.", until=until),
    )


KINDS: dict[str, Callable[[Facts], Words]] = {
    "review_approved": _approved,
    "review_returned": _returned,
    "review_rejected": _rejected,
    "review_reversed": _reversed,
    "attempt_message": _said,
    "queue_late": _late,
    "queue_word": _queue,
    "points_earned": _earned,
    "tier_reached": _tier,
    "redemption_moved": _redemption,
    "event_cancelled": _event_cancelled,
    "seat_free": _seat_free,
}


def words(kind: str, facts: Facts) -> Words:
    """The words of a notification of that kind about those facts, in the reader's language."""
    language = said_language()
    return KINDS[kind]({name: said_in(value, language) for name, value in facts.items()})
