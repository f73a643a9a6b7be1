"""Taking a document in."""

import re
import unicodedata
from typing import IO

from flask_babel import lazy_gettext as _l

from hub.db import db
from hub.documents.archives import BadArchive
from hub.documents.models import Document
from hub.documents.scanning import NotClean, scan
from hub.documents.sniffing import ENDINGS, media_type
from hub.files import files
from hub.refusals import Refusal

MAX_BYTES = 20 * 1024 * 1024
_LONGEST_NAME = 120
# Controls, what file systems forbid, and what turns the direction of writing to hide an ending.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


class BadDocument(Refusal):
    """What was uploaded is not taken."""


def save(stream: IO[bytes], name: str) -> Document:
    """Check an upload and store it as it is. Returns the new, flushed row.

    In: `name`, as the browser says it. Raises `BadDocument` with a sentence.
    """
    content = stream.read(MAX_BYTES + 1)
    if not content:
        raise BadDocument(_l("This file is empty."))
    if len(content) > MAX_BYTES:
        raise BadDocument(_l("This file is larger than 20 MB. Choose a smaller one."))
    try:
        kind = media_type(content, name)
        if kind not in ENDINGS:
            raise BadDocument(
                _l(
                    "This is not a kind of file that we take. Use PDF, Word, Excel, PowerPoint, "
                    "OpenDocument, plain text, CSV or a picture."
                )
            )
        scan(content)
    except (BadArchive, NotClean) as refusal:
        raise BadDocument(refusal.sentence) from refusal
    document = Document(name=fitting(name, kind), media_type=kind, size=len(content))
    db.session.add(document)
    db.session.flush()
    files().put(document.key, content)
    return document


def fitting(name: str, kind: str) -> str:
    """The last part of the name, without what does harm, ending in what the file is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    clean = _UNFIT.sub("", last).strip(" .")
    ending = next((end for end in ENDINGS[kind] if clean.lower().endswith(end)), None)
    stem = clean[: -len(ending)] if ending else clean
    return f"{stem[:_LONGEST_NAME].strip(' .') or 'file'}{ending or ENDINGS[kind][0]}"
