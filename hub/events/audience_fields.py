"""What audiences can ask about events and chapters."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from hub.db import db
from hub.events.models import Chapter, CheckIn, Event, Registration
from hub.members.audiences.fields import register
from hub.members.audiences.shapes import Rows

SUGGESTED = 300
_published = select(Event.id, Event.title).where(Event.published_at.is_not(None))


def _pairs(statement: Select) -> Sequence[tuple[int, str]]:
    return [(row.id, row.title) for row in db.session.execute(statement)]


def latest() -> Sequence[tuple[int, str]]:
    """Published events, the newest first."""
    return _pairs(_published.order_by(Event.starts_at.desc(), Event.id.desc()).limit(SUGGESTED))


def titles(values: Collection[int]) -> Mapping[int, str]:
    """What these events are called."""
    return dict(_pairs(select(Event.id, Event.title).where(Event.id.in_(values))))


def _called(text: str) -> Sequence[tuple[int, str]]:
    return _pairs(_published.where(func.lower(Event.title) == text.lower()).limit(2))


def _chapters() -> Sequence[tuple[int, str]]:
    statement = select(Chapter.id, Chapter.name).order_by(Chapter.name)
    return [(row.id, row.name) for row in db.session.execute(statement)]


register(
    # Who has a place or had one; who gave it back does not count.
    Rows(
        Registration.member_id,
        Registration.left_at.is_(None),
        Event.id == Registration.event_id,
        Event.chapter_id.is_not(None),
    ).choice("chapter", _l("Came to a chapter"), Event.chapter_id, type=int, options=_chapters),
    Rows(
        Registration.member_id,
        CheckIn.registration_id == Registration.id,
        CheckIn.undone_at.is_(None),
    ).choice(
        "attended",
        _l("Attended event"),
        Registration.event_id,
        type=int,
        options=latest,
        names=titles,
        find=_called,
    ),
)
