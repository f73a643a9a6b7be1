"""The review desk: managers decide on what members handed in."""

from hub.challenges.reviewing import approving, deciding, phrases, promise, queue, talking, undoing
from hub.challenges.reviewing.pages import blueprint

__all__ = [
    "approving",
    "blueprint",
    "deciding",
    "phrases",
    "promise",
    "queue",
    "talking",
    "undoing",
]
