"""What a member gave and what they got, for themselves: in words and counts, never in values."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hub.advocacy.models import Act, ActKind
from hub.db import db
from hub.members.models import Member


@dataclass(frozen=True)
class Given:
    """So many acts of one kind."""

    kind: ActKind
    count: int


def given_and_got(member: Member) -> tuple[Sequence[Given], Sequence[Given]]:
    """What they did for us and what we did for them, by kind, the most frequent first."""
    rows = db.session.execute(
        select(ActKind, func.count().label("count"))
        .join(Act, Act.kind_id == ActKind.id)
        .where(Act.member_id == member.id, Act.taken_back_at.is_(None))
        .group_by(ActKind.id)
        .order_by(func.count().desc(), ActKind.name)
    )
    found = [Given(kind, count) for kind, count in rows]
    gave = [one for one in found if one.kind.direction == "withdrawal"]
    return gave, [one for one in found if one.kind.direction == "deposit"]
