"""CSV files for spreadsheet programs, in which no cell is ever taken for a formula."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

# What a spreadsheet program takes for the start of a formula; tab and CR hide one behind them.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> str:
    """The value as text for one cell; text that could run as a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float) or not text.startswith(_DANGEROUS):
        return text
    return f"'{text}"


def csv_lines(headings: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """A CSV file in lines, to be streamed; it starts with the mark by which Excel knows UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    for row in itertools.chain([headings], rows):
        yield _line(writer, buffer, row)


def _line(writer: Any, buffer: io.StringIO, row: Iterable[Any]) -> bytes:
    writer.writerow([safe_cell(cell) for cell in row])
    line = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return line
