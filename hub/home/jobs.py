"""What profiles leave behind."""

from hub.files import files
from hub.outbox import job


@job("home.delete_files")
def delete_files(keys: list[str]) -> None:
    """Delete uploads that no row knows any more; deleting twice is deleting once."""
    for key in keys:
        files().delete(key)
