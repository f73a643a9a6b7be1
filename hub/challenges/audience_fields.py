"""What audiences can ask about challenges."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from hub.challenges.models import Attempt, Challenge
from hub.db import db
from hub.members.audiences.fields import register
from hub.members.audiences.shapes import Rows

SUGGESTED = 300
_published = select(Challenge.id, Challenge.title).where(Challenge.published_at.is_not(None))


def _pairs(statement: Select) -> Sequence[tuple[int, str]]:
    return [(row.id, row.title) for row in db.session.execute(statement)]


def _newest() -> Sequence[tuple[int, str]]:
    return _pairs(_published.order_by(Challenge.id.desc()).limit(SUGGESTED))


def _titles(values: Collection[int]) -> Mapping[int, str]:
    return dict(_pairs(select(Challenge.id, Challenge.title).where(Challenge.id.in_(values))))


def _called(text: str) -> Sequence[tuple[int, str]]:
    return _pairs(_published.where(func.lower(Challenge.title) == text.lower()).limit(2))


register(
    Rows(Attempt.member_id, Attempt.state == "approved").choice(
        "completed",
        _l("Completed challenge"),
        Attempt.challenge_id,
        type=int,
        options=_newest,
        names=_titles,
        find=_called,
    )
)
