"""From bytes to rows: streamed, so that a large file needs little memory. No database here."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import IO, Any

from hub.members.importing.refused import (
    ColumnsMissing,
    ColumnTwice,
    EmptyFile,
    NotUtf8,
    TooLarge,
)
from hub.members.importing.rows import COLUMNS, REQUIRED, Rejection, Row, parse

# Longer physical lines are cut: no export has them, and one could fill the memory.
LINE_LIMIT = 1_000_000
# Bytes, read so far.
Reading = Callable[[int], None]
REPORT_EVERY = 500


def read(
    stream: IO[bytes], *, max_bytes: int, progress: Reading | None = None
) -> Iterator[Row | Rejection]:
    """Each row of the export, in its order, accepted or rejected.

    Raises a `FileRefused` with one sentence, sooner or later, for a file that is refused whole:
    so nothing may be kept before the last row was read.
    """
    counted = _Counted(stream, max_bytes)
    text = io.TextIOWrapper(io.BufferedReader(counted, 1 << 16), "utf-8-sig", newline="")
    try:
        yield from _rows(text, counted, progress or (lambda done: None))
    except UnicodeDecodeError:
        raise NotUtf8 from None
    finally:
        # The stream is the caller's to close.
        counted.detach_stream()


def _rows(text: IO[str], counted: "_Counted", progress: Reading) -> Iterator[Row | Rejection]:
    records = _records(text)
    first = next(records, None)
    if first is None:
        raise EmptyFile
    headings = first[1] or []
    places = _places(headings)
    seen = 0
    for line, cells in records:
        seen += 1
        if seen % REPORT_EVERY == 0:
            progress(counted.done)
        yield _row(line, cells, places, len(headings))
    if not seen:
        raise EmptyFile
    progress(counted.done)


def _row(line: int, cells: list[str] | None, places: dict[str, int], width: int) -> Row | Rejection:
    if cells is None:
        return Rejection(line, "malformed_row", "unreadable")
    if len(cells) != width:
        return Rejection(line, "malformed_row", f"{len(cells)} / {width}")
    if any("\0" in cell for cell in cells):
        # The database cannot hold it, and no text has it.
        return Rejection(line, "malformed_row", "NUL")
    return parse(line, {name: cells[place] for name, place in places.items()})


def _records(text: IO[str]) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it starts on; None for one that is no CSV. Blank lines are none."""
    reader = csv.reader(iter(lambda: text.readline(LINE_LIMIT), ""))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A quote that never ends, say. The reader goes on at the next line.
            yield line, None
            continue
        if cells and not (len(cells) == 1 and not cells[0].strip()):
            yield line, cells


def _places(headings: list[str]) -> dict[str, int]:
    """Where each column that the hub knows is. Raises when one is missing or there twice."""
    known = {name.lower(): name for name in COLUMNS}
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = known.get(" ".join(heading.split()).lower())
        if name is None:
            continue
        if name in places:
            raise ColumnTwice(name)
        places[name] = place
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise ColumnsMissing(missing)
    return places


class _Counted(io.RawIOBase):
    """The caller's stream, with the bytes counted and limited."""

    def __init__(self, stream: IO[bytes], max_bytes: int) -> None:
        self._stream: IO[bytes] | None = stream
        self._max = max_bytes
        self.done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._stream is None:
            return 0
        chunk = self._stream.read(len(buffer))
        self.done += len(chunk)
        if self.done > self._max:
            raise TooLarge(self._max)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def detach_stream(self) -> None:
        self._stream = None
