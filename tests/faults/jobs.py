"""A job that pays points and can be held half-way, for workers that are going to be killed."""

from sqlalchemy import text

from hub.db import db
from hub.ledger.operations import Cause, award
from hub.members.models import Member
from hub.outbox import job

POINTS = 10
# While the test holds this advisory lock, the job waits after it has paid and before it is done.
GATE = 4711


@job("faults.pay")
def pay(member_id: int) -> None:
    """Pay the member once, then pass the gate."""
    member = db.session.get_one(Member, member_id)
    award(member_id, POINTS, Cause(member, "For the test", f"fault:{member_id}"))
    db.session.execute(text("SELECT pg_advisory_xact_lock_shared(:gate)"), {"gate": GATE})
