"""What the clock does about the review queue."""

from hub.challenges import operations
from hub.outbox import job


@job("challenges.tell_of_breaches")
def tell_of_breaches() -> None:
    """Tell reviewers of answers that are late; of each once."""
    operations.tell_of_breaches()


@job("challenges.send_queue_word")
def send_queue_word() -> None:
    """Tell reviewers how the queue stands; once a day."""
    operations.send_queue_word()
