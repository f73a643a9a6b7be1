"""Rules about what a challenge may ask, and how its steps are set."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from hub.challenges.models import LONGEST_ANSWER
from hub.refusals import Refusal

MOST_OPTIONS = 20

# A rating that somebody must give, in the words that people use for it.
_RATING = re.compile(
    r"\b(?:[45]|four|five)(?:\s*(?:\+|or\s+more))?[\s-]*"
    r"(?:stars?|sterne?n?|étoiles?|estrellas?|stelle|sterren)\b"
    r"|\b(?:[45]|four|five)\s*[★⭐]|[★⭐]{4,}"
    r"|\b(?:[45]\s*/\s*5|(?:8|9|10)\s*/\s*10|(?:four|five|[45])\s+out\s+of\s+(?:five|5))\b"
    r"|\b(?:positive|favou?rable|glowing|good|great|excellent)\b(?:[\s,]+\w+){0,2}[\s,]+"
    r"(?:review|rating)s?\b"
    r"|\b(?:highest|top|best|perfect)\s+(?:possible\s+)?(?:rating|score)\b",
    re.IGNORECASE,
)


class RatingRule(Refusal):
    """A review was asked for by what it says."""

    def __init__(self, words: str) -> None:
        super().__init__(
            _l(
                "A reward never depends on what a review says, only on its being honest and "
                "posted. Take out “%(words)s” and ask for an honest review.",
                words=words,
            )
        )


class BadStep(Refusal):
    """A step cannot be done as it is set."""


# Kinds whose outcome is published as somebody's opinion.
_PUBLISHED = ("review", "testimonial", "social")


def require_honest(kind: str, texts: Iterable[str]) -> None:
    """Refuse to ask for an opinion by what it says. Raises `RatingRule`."""
    if kind not in _PUBLISHED:
        return
    for text in texts:
        found = _RATING.search(text or "")
        if found:
            raise RatingRule(found.group())


def settings_problem(kind: str, settings: dict[str, Any]) -> tuple[str, Any] | None:
    """What is wrong with a step's settings: the name of the setting, and a sentence."""
    if kind == "link":
        return _link_problem(settings)
    if kind == "answer":
        return _answer_problem(settings)
    return _choice_problem(settings) if kind == "choice" else None


def _link_problem(settings: dict[str, Any]) -> tuple[str, Any] | None:
    try:
        parts = urlsplit(settings.get("url") or "")
    except ValueError:
        return "url", _l("This is not an address we can read.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "url", _l("Give a full address that starts with https:// or http://.")
    return None


def _answer_problem(settings: dict[str, Any]) -> tuple[str, Any] | None:
    shortest = settings.get("min_length") or 0
    longest = settings.get("max_length") or LONGEST_ANSWER
    if shortest < 0:
        return "min_length", _l("Use 0 or more.")
    if not 0 < longest <= LONGEST_ANSWER:
        return "max_length", _l("Use a number from 1 to %(most)s.", most=LONGEST_ANSWER)
    if longest < shortest:
        return "max_length", _l("The longest answer must not be shorter than the shortest.")
    return None


def _choice_problem(settings: dict[str, Any]) -> tuple[str, Any] | None:
    options = settings.get("options") or []
    if len(options) < 2:
        return "options", _l("Write at least two options, one on each line.")
    if len(options) > MOST_OPTIONS:
        return "options", _l("Keep it to %(most)s options.", most=MOST_OPTIONS)
    if len(set(options)) < len(options):
        return "options", _l("Two options are the same.")
    return None
