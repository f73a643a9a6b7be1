"""The rest of the story behind the lines of a statement."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from hub.db import db
from hub.ledger.models import Transfer
from hub.ledger.queries.statement import Line


@dataclass(frozen=True)
class Story:
    """A line of a statement and what belongs to it.

    `settled` says that points set aside were spent; `undoes` is the transfer that a reversal
    takes back.
    """

    line: Line
    settled: bool
    undoes: Transfer | None


def stories(lines: Iterable[Line]) -> list[Story]:
    """The lines with the rest of their stories, in two selects for any number of lines."""
    lines = list(lines)
    settled = _settled([line.transfer for line in lines])
    undone = _undone([line.transfer for line in lines])
    return [
        Story(
            line,
            line.transfer.reason == "hold" and _subject(line.transfer) in settled,
            undone.get(line.transfer.reverses_id or 0),
        )
        for line in lines
    ]


def _subject(transfer: Transfer) -> tuple[str, int]:
    return transfer.subject_type, transfer.subject_id


def _settled(moved: list[Transfer]) -> set[tuple[str, int]]:
    """The subjects, of those that points were held for, on which they were spent."""
    held = [_subject(row) for row in moved if row.reason == "hold"]
    rows = db.session.execute(
        select(Transfer.subject_type, Transfer.subject_id).where(
            Transfer.reason == "settle",
            tuple_(Transfer.subject_type, Transfer.subject_id).in_(held),
        )
    )
    return {(subject_type, subject_id) for subject_type, subject_id in rows}


def _undone(moved: list[Transfer]) -> dict[int, Transfer]:
    ids = [row.reverses_id for row in moved if row.reverses_id]
    rows = db.session.scalars(select(Transfer).where(Transfer.id.in_(ids)))
    return {row.id: row for row in rows}
