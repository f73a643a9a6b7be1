"""Notes about members and companies: written, and struck out."""

from flask_babel import lazy_gettext as _l

from hub import audit, clock
from hub.db import db, locked
from hub.members.models import Company, Member, Note
from hub.refusals import Refusal


class IsErased(Refusal):
    """Nothing is kept about somebody who had themselves erased."""

    def __init__(self) -> None:
        super().__init__(_l("This person has been erased. Nothing is noted about them any more."))


def write(about: Member | Company, body: str, *, by: Member) -> Note:
    """Keep a note. The log tells that it was written, not what it says: erasing must reach that.

    Raises `IsErased`.
    """
    note = Note(body=body, written_by_id=by.id)
    if isinstance(about, Member):
        # Locked, so that no erasure at the same time misses it.
        held = locked(Member, about.id)
        if held is None or held.erased_at is not None:
            raise IsErased
        note.member_id = about.id
    else:
        note.company_id = about.id
    db.session.add(note)
    db.session.flush()
    audit.record(by, f"{_noun(about)}.note_written", about, after={"note": note.id})
    return note


def strike_out(note: Note, *, by: Member) -> None:
    """It holds no longer; it stays readable. What was struck out before stays as it is."""
    row = locked(Note, note.id)
    if row is None or row.struck_out_at is not None:
        return
    row.struck_out_at, row.struck_out_by_id = clock.now(), by.id
    db.session.flush()
    about = row.member or row.company
    assert about is not None, "the table says so"
    audit.record(by, f"{_noun(about)}.note_struck_out", about, after={"note": row.id})


def _noun(about: Member | Company) -> str:
    return "member" if isinstance(about, Member) else "company"
