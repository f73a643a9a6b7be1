"""Notes about members and companies."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.models import Company, Member, Note
from hub.paging import Key, Page, paginate

SHOWN = 10


def notes_page(about: Member | Company, at: str | None) -> Page:
    """Notes about one of either, the newest first, struck out ones too."""
    whose = Note.member_id if isinstance(about, Member) else Note.company_id
    keys = [Key(Note.id, "id", descending=True)]
    return paginate(_with_people().where(whose == about.id), keys, at, SHOWN)


def note(id: int) -> Note | None:
    """One note with whom it is about, and who wrote and struck it out."""
    about = (joinedload(Note.member), joinedload(Note.company))
    return db.session.scalar(_with_people().options(*about).where(Note.id == id))


def _with_people() -> Select:
    return select(Note).options(joinedload(Note.written_by), joinedload(Note.struck_out_by))
