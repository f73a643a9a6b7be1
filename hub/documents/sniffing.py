"""What a file is, by its content alone."""

import codecs

import puremagic

from hub.documents.archives import BadArchive, office_type

# Endings by type, the usual one first. Nothing else is taken.
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "application/vnd.oasis.opendocument.graphics": (".odg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".md", ".log"),
    "text/csv": (".csv",),
}
_BINARY = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"},
)
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WHITE = "\t\n\r\f"


def media_type(content: bytes, name: str) -> str | None:
    """The type of the file, or None for what is not taken.

    In: `name`, which only tells a table of commas from other plain text. Raises `BadArchive`.
    """
    if content.startswith(b"PK"):
        return office_type(content)
    known = _by_signature(content)
    if known is not None:
        return known
    if _is_text(content):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    return None


def _by_signature(content: bytes) -> str | None:
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    return next((match.mime_type for match in found if match.mime_type in _BINARY), None)


def _is_text(content: bytes) -> bool:
    """Whether it reads as text: in Unicode, or in what Windows wrote before."""
    encodings = ("utf-16",) if content.startswith(_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign >= " " or sign in _WHITE for sign in text)
    return False


__all__ = ["ENDINGS", "BadArchive", "media_type"]
