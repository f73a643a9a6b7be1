"""Tables of this room."""

from hub.challenges.models.attempts import OPEN, SEATED, Attempt, Review, Submission, digest
from hub.challenges.models.challenges import LONGEST_ANSWER, Challenge, Step
from hub.challenges.models.choices import Aside, Opinion
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
from hub.challenges.models.waits import Wait

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_MESSAGE",
    "OPEN",
    "SEATED",
    "ApprovalBatch",
    "Aside",
    "Attempt",
    "AttemptMessage",
    "BatchLine",
    "Breach",
    "Challenge",
    "Claim",
    "CodeTry",
    "Opinion",
    "Phrase",
    "QuizTry",
    "Review",
    "ReviewRules",
    "ReviewStep",
    "Step",
    "Submission",
    "Wait",
    "digest",
]
