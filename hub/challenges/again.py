"""Whether a challenge may be begun again after a round: in one instant, and in one expression."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from hub import clock
from hub.challenges.models import OPEN, Attempt, Challenge
from hub.challenges.models.limits import DAYS, TIMES
from hub.members.models import Member


def next_begin(challenge: Challenge, last: Attempt) -> datetime | None:
    """From when on another round can follow `last`; None where none ever does.

    Days count from the hand-in: how long a reviewer takes is not the member's doing.
    """
    if last.state in OPEN:
        return None
    if last.state == "given_up":
        return last.given_up_at
    if last.handed_in_at is None:
        return None
    if challenge.again == DAYS:
        return last.handed_in_at + timedelta(days=challenge.again_number or 0)
    if challenge.again == TIMES and last.round < (challenge.again_number or 0):
        return last.handed_in_at
    return None


def may_begin_after(challenge: Challenge, last: Attempt | None) -> bool:
    """Whether a round may be begun now, going by the rounds before it alone."""
    if last is None:
        return True
    begin = next_begin(challenge, last)
    return begin is not None and begin <= clock.now()


def may_begin(member: Member) -> ColumnElement[bool]:
    """What `may_begin_after` says, as a condition over `challenges`."""
    own = and_(
        Attempt.challenge_id == Challenge.id,
        Attempt.member_id == member.id,
        Attempt.state != "given_up",
    )
    rounds = select(func.count(Attempt.id)).where(own).correlate(Challenge).scalar_subquery()
    days = Challenge.again_number * literal(timedelta(days=1))
    recent = and_(own, Attempt.handed_in_at + days > clock.now())
    return and_(
        ~exists().where(own, Attempt.state.in_(OPEN)),
        or_(
            ~exists().where(own),
            and_(Challenge.again == TIMES, rounds < Challenge.again_number),
            and_(Challenge.again == DAYS, ~exists().where(recent)),
        ),
    )
