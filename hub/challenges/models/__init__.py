"""Tables of this room."""

from hub.challenges.models.attempts import Attempt, Review, Submission
from hub.challenges.models.challenges import Challenge, Step

__all__ = ["Attempt", "Challenge", "Review", "Step", "Submission"]
