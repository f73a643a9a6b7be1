"""Tables of this room."""

from hub.challenges.models.attempts import Attempt, Review, Submission, digest
from hub.challenges.models.challenges import LONGEST_ANSWER, Challenge, Step
from hub.challenges.models.reviewing import (
    ApprovalBatch,
    BatchLine,
    Breach,
    Claim,
    Phrase,
    ReviewRules,
    ReviewStep,
)
from hub.challenges.models.talk import LONGEST_MESSAGE, AttemptMessage
from hub.challenges.models.tries import CodeTry, QuizTry

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_MESSAGE",
    "ApprovalBatch",
    "Attempt",
    "AttemptMessage",
    "BatchLine",
    "Breach",
    "Challenge",
    "Claim",
    "CodeTry",
    "Phrase",
    "QuizTry",
    "Review",
    "ReviewRules",
    "ReviewStep",
    "Step",
    "Submission",
    "digest",
]
