"""Office documents are archives: what they say of themselves is checked, then a little is read."""

import io
import zipfile
import zlib

from flask_babel import lazy_gettext as _l

from hub.refusals import Refusal

MOST_PARTS = 5000
# Unpacked: one part, and all together.
LARGEST_PART = 150 * 1024 * 1024
LARGEST_WHOLE = 400 * 1024 * 1024
# Of all parts together: text packs to a thirtieth, a bomb to a thousandth.
STEEPEST = 200
# What is read to tell the kind is short in an honest file.
_READ = 256 * 1024
_ENTRY = b"PK\x01\x02"
_OFFICE = {
    f"application/vnd.openxmlformats-officedocument.{kind}.main+xml": (
        f"application/vnd.openxmlformats-officedocument.{kind}"
    )
    for kind in (
        "wordprocessingml.document",
        "spreadsheetml.sheet",
        "presentationml.presentation",
    )
}
_OPEN = "application/vnd.oasis.opendocument."


class BadArchive(Refusal):
    """The archive is broken, locked, holds programs, or is made to burst."""


def office_type(content: bytes) -> str | None:
    """The type of the Office Open XML or OpenDocument file, or None for another archive.

    Raises `BadArchive`.
    """
    # Counted before the list of parts is built, which costs memory for each.
    if content.count(_ENTRY) > MOST_PARTS:
        raise BadArchive(_l("This file has more parts than a document ever has."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist(), len(content))
            return _open_document(archive) or _office_open(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadArchive(_l("This file is damaged. Save it once more and try again.")) from error


def _check(parts: list[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise BadArchive(_l("This file is locked with a password. Take the password off first."))
    packed, whole = sum(part.compress_size for part in parts), sum(p.file_size for p in parts)
    # Parts that lie over each other are larger together than the file that holds them.
    if (
        packed > size
        or whole > LARGEST_WHOLE
        or whole > STEEPEST * size
        or any(part.file_size > LARGEST_PART for part in parts)
    ):
        raise BadArchive(_l("This file unpacks to far more than it should, so we do not take it."))
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise BadArchive(_l("This file holds macros. Save it without them and try again."))


def _open_document(archive: zipfile.ZipFile) -> str | None:
    said = _start(archive, "mimetype").decode("ascii", "replace").strip()
    return said if said.startswith(_OPEN) else None


def _office_open(archive: zipfile.ZipFile) -> str | None:
    said = _start(archive, "[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in said:
        raise BadArchive(_l("This file holds macros. Save it without them and try again."))
    return next((kind for main, kind in _OFFICE.items() if f'"{main}"' in said), None)


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, and never more of it; nothing where there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_READ)
