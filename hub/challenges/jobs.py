"""What work at challenges leaves behind."""

from hub.abandoned import forget_pictures
from hub.documents import Document
from hub.outbox import job


@job("challenges.prune_documents")
def prune_documents() -> None:
    """Forget documents that were replaced."""
    forget_pictures(Document)
