"""Tables of this room."""

from hub.challenges.models.attempts import Attempt, Review, Submission, digest
from hub.challenges.models.challenges import LONGEST_ANSWER, Challenge, Step
from hub.challenges.models.tries import CodeTry, QuizTry

__all__ = [
    "LONGEST_ANSWER",
    "Attempt",
    "Challenge",
    "CodeTry",
    "QuizTry",
    "Review",
    "Step",
    "Submission",
    "digest",
]
