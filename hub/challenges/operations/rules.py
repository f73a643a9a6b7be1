"""Rules about what a challenge may ask."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from hub.refusals import Refusal

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


# More than anybody would go through.
MOST_STEPS = 40


class BadStep(Refusal):
    """A step cannot be done as it is set."""


class TooManySteps(BadStep):
    """Nobody goes through so many."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "A challenge has at most %(most)s steps. Take some out, or make two of it.",
                most=MOST_STEPS,
            )
        )


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
