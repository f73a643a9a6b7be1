"""What pages leave behind."""

from hub.abandoned import forget_pictures
from hub.files import files
from hub.outbox import job
from hub.pictures import Picture


@job("home.delete_files")
def delete_files(keys: list[str]) -> None:
    """Delete uploads that no row knows any more; deleting twice is deleting once."""
    for key in keys:
        files().delete(key)


@job("home.prune_pictures")
def prune_pictures() -> None:
    """Forget pictures that were replaced or never kept, wherever they were uploaded."""
    forget_pictures(Picture)
