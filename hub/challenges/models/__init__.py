"""Tables of this room."""

from hub.challenges.models.attempts import Attempt, Review, Submission, digest
from hub.challenges.models.challenges import LONGEST_ANSWER, Challenge, Step

__all__ = [
    "LONGEST_ANSWER",
    "Attempt",
    "Challenge",
    "Review",
    "Step",
    "Submission",
    "digest",
]
