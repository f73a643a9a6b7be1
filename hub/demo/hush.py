"""After a year told in seconds: what a real year would have left behind by itself."""

from sqlalchemy import func, select, update

from hub.challenges.models import Attempt, Review
from hub.db import db
from hub.demo.cast import ADVOCATE
from hub.demo.world import World
from hub.events.models import Registration
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.outbox import OutboxJob
from hub.rewards.models import Redemption

_FRESH_DAYS = 4


def note_presence() -> None:
    """Note when everybody was last here; a real hub notes it with each request."""
    mine = Member.id
    deeds = (
        select(func.max(Attempt.started_at)).where(Attempt.member_id == mine),
        select(func.max(Attempt.handed_in_at)).where(Attempt.member_id == mine),
        select(func.max(Review.decided_at)).where(Review.reviewer_id == mine),
        select(func.max(Redemption.requested_at)).where(Redemption.member_id == mine),
        select(func.max(Registration.registered_at)).where(Registration.member_id == mine),
    )
    latest = func.greatest(Member.joined_at, *(deed.scalar_subquery() for deed in deeds))
    db.session.execute(update(Member).values(last_seen_at=latest))


def hush(world: World) -> None:
    """Mark what the year left behind as done.

    The operations promised a mail for every notification. In a real year each would have gone out
    within a second; here all would go out now, a year late. So the notifications count as mailed
    when they were made, and what was promised counts as done. Only the advocate's last days are
    left unread; the others have read theirs.
    """
    db.session.flush()
    db.session.execute(update(OutboxJob).values(done_at=OutboxJob.created_at))
    db.session.execute(update(Notification).values(mailed_at=Notification.created_at))
    fresh = Notification.created_at > world.day(-_FRESH_DAYS)
    advocate = Notification.member_id == world.person(ADVOCATE).member.id
    db.session.execute(
        update(Notification).where(~(fresh & advocate)).values(read_at=Notification.created_at)
    )
