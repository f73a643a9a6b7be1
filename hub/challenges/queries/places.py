"""Seats of challenges, as members see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from hub.challenges.models import SEATED, Attempt, Challenge, Wait
from hub.db import db
from hub.members.models import Member


@dataclass(frozen=True)
class Places:
    """How many seats are left for anybody, how many wait for one, and the member's own wait."""

    left: int
    waiting: int
    wait: Wait | None

    @property
    def promised(self) -> bool:
        """Whether a free seat is kept for this member."""
        return self.wait is not None and self.wait.offered_at is not None


def places_of(member: Member, challenges: Sequence[Challenge]) -> dict[int, Places]:
    """By challenge, of those with a number of seats, in three selects or none."""
    seats = {one.id: one.seats for one in challenges if one.seats is not None}
    if not seats:
        return {}
    taken = _counts(
        select(Attempt.challenge_id, func.count(Attempt.member_id.distinct()))
        .where(Attempt.challenge_id.in_(seats), Attempt.state.in_(SEATED))
        .group_by(Attempt.challenge_id)
    )
    lines = {
        row.challenge_id: row
        for row in db.session.execute(
            select(
                Wait.challenge_id,
                func.count(Wait.offered_at).label("promised"),
                func.count().filter(Wait.offered_at.is_(None)).label("waiting"),
            )
            .where(Wait.challenge_id.in_(seats), Wait.ended_at.is_(None))
            .group_by(Wait.challenge_id)
        )
    }
    own = {
        wait.challenge_id: wait
        for wait in db.session.scalars(
            select(Wait).where(
                Wait.challenge_id.in_(seats), Wait.member_id == member.id, Wait.ended_at.is_(None)
            )
        )
    }
    found = {}
    for id, number in seats.items():
        promised, waiting = (lines[id].promised, lines[id].waiting) if id in lines else (0, 0)
        left = max(0, number - taken.get(id, 0) - promised)
        found[id] = Places(left, waiting, own.get(id))
    return found


def _counts(statement: Select) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)}
