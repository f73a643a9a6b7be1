"""What kinds and states are called on pages."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class KindWords:
    """A kind of challenge: its name for members, and the icon of its cover."""

    name: Any
    icon: str


KIND_WORDS: dict[str, KindWords] = {
    "review": KindWords(_l("Review"), "star"),
    "testimonial": KindWords(_l("Testimonial"), "message"),
    "case_study": KindWords(_l("Case study"), "book"),
    "reference": KindWords(_l("Reference"), "users"),
    "referral": KindWords(_l("Referral"), "heart"),
    "webinar": KindWords(_l("Webinar"), "mic"),
    "social": KindWords(_l("Social post"), "link"),
    "survey": KindWords(_l("Survey"), "list"),
    "idea": KindWords(_l("Idea"), "sparkle"),
    "beta": KindWords(_l("Beta test"), "layers"),
    "board": KindWords(_l("Advisory board"), "building"),
    "quiz": KindWords(_l("Quiz"), "check-circle"),
    "feedback": KindWords(_l("Feedback"), "message"),
    "profile": KindWords(_l("Profile"), "user"),
    "onboarding": KindWords(_l("Getting started"), "flag"),
    "meetup": KindWords(_l("Meet-up"), "users"),
    "event": KindWords(_l("Event"), "calendar"),
    "learning": KindWords(_l("Learning"), "play"),
    "alumni": KindWords(_l("Alumni"), "heart"),
}

AGAIN_WORDS = {
    "once": _l("Once"),
    "days": _l("Again after some days"),
    "times": _l("Up to some times"),
}

REASON_WORDS = {
    "no_time": _l("I have no time for it"),
    "not_allowed": _l("My company does not allow it"),
    "not_my_topic": _l("It is not my topic"),
    "too_few_points": _l("It is not worth it to me"),
    "other": _l("Something else"),
}

STATE_NAMES = {
    "in_progress": _l("In progress"),
    "waiting": _l("Waits for a decision"),
    "returned": _l("Returned"),
    "approved": _l("Approved"),
    "rejected": _l("Not accepted"),
    "given_up": _l("Given up"),
}
STATE_TONES = {
    "in_progress": "info",
    "waiting": "warning",
    "returned": "info",
    "approved": "success",
    "rejected": "neutral",
    "given_up": "neutral",
}

DECISION_WORDS = {
    "approved": _l("Approved"),
    "returned": _l("Returned for another look"),
    "rejected": _l("Not accepted"),
}

# What a reviewer does, on the buttons and where phrases are sorted by it.
DECISION_VERBS = {"approved": _l("Approve"), "returned": _l("Return"), "rejected": _l("Reject")}
# What becomes of an attempt whose decision is taken back.
INSTEAD_WORDS = {
    "returned": _l("The member may change it and hand it in again"),
    "rejected": _l("It is not accepted, for good"),
}
QUEUE_STATES = {
    "mine": _l("That I look at"),
    "unclaimed": _l("That nobody looks at"),
    "late": _l("That is late"),
}
# Why one of several was not approved with the others.
REFUSAL_WORDS = {
    "own": _l("Your own work: somebody else has to decide on it."),
    "claimed": _l("Somebody else was looking at it."),
    "taken_back": _l("The member had taken it back to change it."),
    "changed": _l("The member had handed it in anew. Have another look."),
    "decided": _l("It had been decided already."),
}

# Public words for which a member is thanked with points carry a line that says so.
_DISCLOSED_KINDS = frozenset({"review", "social"})
DISCLOSURE = _l(
    "I am a customer and a member of its advocate community, which thanks me with points for "
    "sharing my honest opinion."
)


def disclosure(kind: str) -> Any | None:
    """The line that members include in what they publish, where it is due."""
    return DISCLOSURE if kind in _DISCLOSED_KINDS else None
