"""What the night does about asks."""

from hub.advocacy.operations import lapse
from hub.outbox import job


@job("advocacy.lapse_asks")
def lapse_asks() -> None:
    """Close asks that nobody answered; what is closed stays closed."""
    lapse()
