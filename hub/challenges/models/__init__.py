"""Tables of this room."""

from hub.challenges.models.attempts import OPEN, SEATED, Attempt, Review, Submission, digest
from hub.challenges.models.challenges import LONGEST_ANSWER, Challenge, Step
from hub.challenges.models.choices import Aside, Opinion
from hub.challenges.models.waits import Wait

__all__ = [
    "LONGEST_ANSWER",
    "OPEN",
    "SEATED",
    "Aside",
    "Attempt",
    "Challenge",
    "Opinion",
    "Review",
    "Step",
    "Submission",
    "Wait",
    "digest",
]
