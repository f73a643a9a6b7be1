"""What members say about a challenge: why it is not for them, and how it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hub.challenges.models import Aside, Attempt, Challenge, Opinion
from hub.challenges.models.choices import LATER, NOT_FOR_ME
from hub.db import db
from hub.members.models import Member

SHOWN = 50


@dataclass(frozen=True)
class Heard:
    """Of one challenge: votes and comments, how many put it aside, and why it is not for some.

    `asides` and `comments` are the newest of those with words.
    """

    up: int
    down: int
    later: int
    not_for_me: int
    reasons: dict[str, int]
    comments: Sequence[Opinion]
    asides: Sequence[Aside]

    @property
    def is_empty(self) -> bool:
        return not (self.up or self.down or self.later or self.not_for_me)


def heard(challenge: Challenge) -> Heard:
    """What managers can read about the challenge."""
    votes = {
        row[0]: row[1]
        for row in db.session.execute(
            select(Opinion.up, func.count())
            .where(Opinion.challenge_id == challenge.id)
            .group_by(Opinion.up)
        )
    }
    aside = Aside.challenge_id == challenge.id, Aside.back_at.is_(None)
    rows = db.session.execute(
        select(Aside.kind, Aside.reason, func.count())
        .where(*aside)
        .group_by(Aside.kind, Aside.reason)
    ).all()
    return Heard(
        up=votes.get(True, 0),
        down=votes.get(False, 0),
        later=sum(count for kind, _reason, count in rows if kind == LATER),
        not_for_me=sum(count for kind, _reason, count in rows if kind == NOT_FOR_ME),
        reasons={reason: count for _kind, reason, count in rows if reason},
        comments=db.session.scalars(
            select(Opinion)
            .where(Opinion.challenge_id == challenge.id, Opinion.words != "")
            .options(joinedload(Opinion.member))
            .order_by(Opinion.said_at.desc(), Opinion.id.desc())
            .limit(SHOWN)
        ).all(),
        asides=db.session.scalars(
            select(Aside)
            .where(*aside, Aside.words != "")
            .options(joinedload(Aside.member))
            .order_by(Aside.put_at.desc(), Aside.id.desc())
            .limit(SHOWN)
        ).all(),
    )


def opinion_of(member: Member, challenge: Challenge) -> Opinion | None:
    """What the member said about it."""
    return db.session.scalar(
        select(Opinion).where(Opinion.challenge_id == challenge.id, Opinion.member_id == member.id)
    )


def rounds_of(member: Member, challenge: Challenge) -> list[Attempt]:
    """The member's rounds, the newest first."""
    return list(
        db.session.scalars(
            select(Attempt)
            .where(
                Attempt.challenge_id == challenge.id,
                Attempt.member_id == member.id,
                Attempt.state != "given_up",
            )
            .order_by(Attempt.round.desc())
        )
    )
