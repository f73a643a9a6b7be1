"""Several approved in one go, each for itself."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.challenges.models import ApprovalBatch, Attempt, BatchLine, Claim
from hub.challenges.operations.reviewing import (
    AlreadyDecided,
    ChangedMeanwhile,
    NotWaiting,
    OwnWork,
    approve,
)
from hub.db import db
from hub.members.models import Member

# So many are approved within one request: each takes some hundredths of a second.
MOST_AT_ONCE = 200
_REASONS = {
    OwnWork: "own",
    AlreadyDecided: "decided",
    NotWaiting: "taken_back",
    ChangedMeanwhile: "changed",
}


def open_batch(token: str, *, by: Member) -> ApprovalBatch:
    """The reviewer's batch of that name, begun now if there is none."""
    db.session.execute(
        insert(ApprovalBatch)
        .values(token=token, member_id=by.id, begun_at=clock.now())
        .on_conflict_do_nothing(index_elements=["token"])
    )
    mine = (ApprovalBatch.token == token, ApprovalBatch.member_id == by.id)
    return db.session.scalars(select(ApprovalBatch).where(*mine)).one()


def approve_in(batch: ApprovalBatch, attempt: Attempt, seen: datetime, *, by: Member) -> None:
    """Approve one of the batch, or put on record why not; what has its line is done.

    In: `seen`, as in `approve`. It needs a transaction of its own: one that fails, or a process
    that dies, leaves the others as they are, and two reviewers who approve many of the same
    members at once cannot wait for each other in a circle.
    """
    done = select(BatchLine).where(
        BatchLine.batch_id == batch.id, BatchLine.attempt_id == attempt.id
    )
    if db.session.scalar(done) is not None:
        return
    db.session.execute(
        insert(BatchLine)
        .values(
            batch_id=batch.id,
            attempt_id=attempt.id,
            refusal=_approve(attempt, seen, by),
            at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["batch_id", "attempt_id"])
    )


def _approve(attempt: Attempt, seen: datetime, by: Member) -> str | None:
    """Approve it. Returns None, or why not; nothing was written then."""
    if _looked_at(attempt, by):
        return "claimed"
    try:
        approve(attempt, by=by, seen=seen)
    except (OwnWork, AlreadyDecided, NotWaiting, ChangedMeanwhile) as refusal:
        return _REASONS[type(refusal)]
    return None


def _looked_at(attempt: Attempt, by: Member) -> bool:
    """Whether somebody else is looking at it now."""
    held = select(Claim.member_id).where(
        Claim.attempt_id == attempt.id, Claim.member_id != by.id, Claim.until > clock.now()
    )
    return db.session.scalar(held) is not None
