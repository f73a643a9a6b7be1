"""What time does about challenges."""

from hub.challenges.models import Wait
from hub.challenges.operations.seats import lapse
from hub.db import db
from hub.outbox import job


@job("challenges.lapse_offer")
def lapse_offer(wait_id: int) -> None:
    """Give a promised seat to the next when nobody began; what has ended stays ended."""
    wait = db.session.get(Wait, wait_id)
    if wait is not None:
        lapse(wait)
