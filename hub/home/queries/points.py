"""Where the lines of a statement lead."""

from collections.abc import Iterable

from sqlalchemy import select

from hub.challenges.models import Attempt
from hub.db import db
from hub.events.models import Registration
from hub.ledger.queries.statement import Line

Row = tuple[str, int]


def pages(lines: Iterable[Line]) -> dict[Row, Row]:
    """The row that has a page, by the subject of a line: an attempt leads to its challenge.

    Two selects for any number of lines; subjects without a page are not in it.
    """
    subjects = {(line.transfer.subject_type, line.transfer.subject_id) for line in lines}
    found = {row: row for row in subjects if row[0] in ("challenges", "events", "redemptions")}
    attempts = select(Attempt.id, Attempt.challenge_id)
    for id, challenge_id in db.session.execute(
        attempts.where(Attempt.id.in_(_ids(subjects, "attempts")))
    ):
        found["attempts", id] = ("challenges", challenge_id)
    places = select(Registration.id, Registration.event_id)
    for id, event_id in db.session.execute(
        places.where(Registration.id.in_(_ids(subjects, "registrations")))
    ):
        found["registrations", id] = ("events", event_id)
    return found


def _ids(subjects: set[Row], table: str) -> list[int]:
    return [id for name, id in subjects if name == table]
