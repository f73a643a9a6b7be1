"""Documents that people upload: told by their content, looked into, scanned, never shown."""

from hub.documents.keeping import MAX_BYTES, BadDocument, save
from hub.documents.models import Document
from hub.documents.sniffing import ENDINGS

__all__ = ["ENDINGS", "MAX_BYTES", "BadDocument", "Document", "save"]
