"""A member begins a round of a challenge."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.challenges.again import may_begin_after
from hub.challenges.models import Attempt, Challenge, Wait
from hub.challenges.operations.attempting import ChallengeClosed, NotForYou, may_take_up
from hub.challenges.operations.requirements import require_unlocked
from hub.challenges.operations.seats import join_line, take_seat
from hub.challenges.operations.telling import look_again
from hub.db import db, locked
from hub.members.models import Member


def start(challenge: Challenge, by: Member) -> Attempt:
    """The member's attempt, begun now where there is none or another round may follow, with
    today's points promised. One that was given up goes on with what was written.

    Raises `ChallengeClosed`, `NotForYou` when the challenge is for others, `Locked`, and `Full`.
    """
    # The attempt before the challenge, as everywhere.
    last = db.session.scalar(_last(challenge, by).with_for_update(key_share=True))
    if last is not None and not may_begin_after(challenge, last):
        return last
    _require_theirs(challenge, by)
    # Whoever begins queues here: rounds and seats are counted one after the other.
    challenge = locked(Challenge, challenge.id) or challenge
    last = db.session.scalar(_last(challenge, by))
    if last is not None and not may_begin_after(challenge, last):
        return last
    take_seat(challenge, by)
    if last is not None and last.state == "given_up":
        return _taken_up_again(last)
    return _begin(challenge, by, 1 if last is None else last.round + 1)


def wait_in_line(challenge: Challenge, by: Member) -> Wait | None:
    """A place on the waiting list; None for who has begun. Raises what `start` does but `Full`."""
    last = db.session.scalar(_last(challenge, by))
    if last is not None and not may_begin_after(challenge, last):
        return None
    _require_theirs(challenge, by)
    return join_line(challenge, by)


def _require_theirs(challenge: Challenge, by: Member) -> None:
    if not challenge.is_open:
        raise ChallengeClosed
    if not may_take_up(challenge, by):
        raise NotForYou(_l("This challenge is for others."))
    require_unlocked(challenge, by)


def _last(challenge: Challenge, member: Member) -> Select[Attempt]:
    """The newest round of the member's, as it is now."""
    return (
        select(Attempt)
        .where(Attempt.challenge_id == challenge.id, Attempt.member_id == member.id)
        .order_by(Attempt.round.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _begin(challenge: Challenge, by: Member, round: int) -> Attempt:
    db.session.execute(
        insert(Attempt)
        .values(
            challenge_id=challenge.id,
            member_id=by.id,
            round=round,
            state="in_progress",
            points=challenge.points,
            started_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    attempt = db.session.scalars(_last(challenge, by)).one()
    look_again([attempt])
    return attempt


def _taken_up_again(attempt: Attempt) -> Attempt:
    attempt.state, attempt.given_up_at = "in_progress", None
    attempt.points, attempt.started_at = attempt.challenge.points, clock.now()
    attempt.handed_in_at = attempt.due_at = None
    db.session.flush()
    look_again([attempt])
    return attempt
