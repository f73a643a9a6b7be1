"""What the clock does about work at challenges."""

from hub.abandoned import forget_pictures
from hub.challenges import operations
from hub.challenges.models import Wait
from hub.challenges.operations.seats import lapse
from hub.db import db
from hub.documents import Document
from hub.outbox import job


@job("challenges.prune_documents")
def prune_documents() -> None:
    """Forget documents that were replaced."""
    forget_pictures(Document)


@job("challenges.tell_of_breaches")
def tell_of_breaches() -> None:
    """Tell reviewers of answers that are late; of each once."""
    operations.tell_of_breaches()


@job("challenges.send_queue_word")
def send_queue_word() -> None:
    """Tell reviewers how the queue stands; once a day."""
    operations.send_queue_word()


@job("challenges.lapse_offer")
def lapse_offer(wait_id: int) -> None:
    """Give a promised seat to the next when nobody began; what has ended stays ended."""
    wait = db.session.get(Wait, wait_id)
    if wait is not None:
        lapse(wait)
