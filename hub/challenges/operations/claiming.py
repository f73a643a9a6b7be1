"""Who looks at what, so that two do not read the same work at the same time.

A claim is a courtesy between reviewers, not a lock: what is decided once is kept by the decision.
"""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.challenges.models import Attempt, Claim
from hub.db import db
from hub.members.models import Member

CLAIMED_FOR = timedelta(minutes=15)


def claim(attempt: Attempt, *, by: Member, over: bool = False) -> Claim | None:
    """The claim that holds on the attempt: `by`'s for 15 minutes, or that of whoever was first.

    In: `over`, take it over from whoever has it. Returns None for what does not wait, and for
    one's own work, which nobody can look at for themselves.
    """
    if attempt.state != "waiting" or attempt.member_id == by.id:
        return None
    now = clock.now()
    values = {"member_id": by.id, "claimed_at": now, "until": now + CLAIMED_FOR}
    free = or_(Claim.member_id == by.id, Claim.until <= now)
    db.session.execute(
        insert(Claim)
        .values(attempt_id=attempt.id, **values)
        .on_conflict_do_update(
            index_elements=["attempt_id"], set_=values, where=None if over else free
        )
    )
    return db.session.scalars(
        select(Claim)
        .where(Claim.attempt_id == attempt.id)
        .execution_options(populate_existing=True)
    ).one()


def let_go(attempt: Attempt) -> None:
    """Nobody needs to look at it any more."""
    db.session.execute(delete(Claim).where(Claim.attempt_id == attempt.id))
