"""Mails of a hub that runs at a desk: read here instead of sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path

from hub.paging import Page

LIMIT = 25
# What hub.mail calls a message: the nanosecond it was written.
_NAME = re.compile(r"[0-9]{20}\.eml")
_LINK = re.compile(r"https?://[^\s<>\"')]+")
# Sorts after every name: the key of the first page.
_NEWEST = "newest"


@dataclass(frozen=True)
class Letter:
    """A message in the folder, with what its list shows."""

    name: str
    to: str
    subject: str

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(int(self.name.removesuffix(".eml")) / 1e9, UTC)


def letters(folder: Path, at: str | None, limit: int = LIMIT) -> Page:
    """One page of the folder, newest first. In: `at`, the name after which the page begins."""
    names = sorted(_names(folder), reverse=True)
    older = [name for name in names if name < (at or _NEWEST)]
    shown = older[:limit]
    start = len(names) - len(older)
    return Page(
        [_letter(folder / name) for name in shown],
        next_key=shown[-1] if len(older) > limit else None,
        previous_key=_key_before(names, start, limit),
    )


def open_letter(folder: Path, name: str) -> EmailMessage | None:
    """The whole message of that name, or None."""
    path = folder / name
    if _NAME.fullmatch(name) is None or path.is_symlink() or not path.is_file():
        return None
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    """The message's part of that kind ("plain", "html") as text; empty when it has none."""
    part = message.get_body((kind,))
    return part.get_content() if part is not None else ""


def links(text: str, base_url: str) -> tuple[list[str], list[str]]:
    """The addresses in a text, once each: those of this hub, and all others."""
    found = list(dict.fromkeys(link.rstrip(".,;:!?") for link in _LINK.findall(text)))
    own = [link for link in found if link == base_url or link.startswith(f"{base_url}/")]
    return own, [link for link in found if link not in own]


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)]


def _letter(path: Path) -> Letter:
    with path.open("rb") as file:
        headers = BytesHeaderParser(policy=policy.default).parse(file)
    return Letter(path.name, str(headers.get("To", "")), str(headers.get("Subject", "")))


def _key_before(names: Sequence[str], start: int, limit: int) -> str | None:
    if start == 0:
        return None
    return names[start - limit - 1] if start > limit else _NEWEST
