"""What stands beside the work on the review desk: claims, phrases, messages, what can be undone."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from hub import clock
from hub.challenges.models import (
    ApprovalBatch,
    Attempt,
    AttemptMessage,
    BatchLine,
    Claim,
    Phrase,
    Review,
)
from hub.db import db
from hub.members.models import Member
from hub.notifications.operations import UNDO_FOR


def claims_on(attempts: Iterable[Attempt]) -> dict[int, Claim]:
    """The claims that hold on these attempts, with who has them, by attempt."""
    rows = db.session.scalars(
        select(Claim)
        .where(Claim.attempt_id.in_([one.id for one in attempts]), Claim.until > clock.now())
        .options(joinedload(Claim.member))
    )
    return {row.attempt_id: row for row in rows}


def messages_on(attempts: Iterable[Attempt]) -> dict[int, int]:
    """How many messages there are about each of these attempts, where there are any."""
    rows = db.session.execute(
        select(AttemptMessage.attempt_id, func.count())
        .where(AttemptMessage.attempt_id.in_([one.id for one in attempts]))
        .group_by(AttemptMessage.attempt_id)
    )
    return {row[0]: row[1] for row in rows}


def talk(attempt: Attempt) -> list[AttemptMessage]:
    """All that was written about the attempt, the oldest first."""
    return list(
        db.session.scalars(
            select(AttemptMessage)
            .where(AttemptMessage.attempt_id == attempt.id)
            .options(joinedload(AttemptMessage.author))
            .order_by(AttemptMessage.id)
        )
    )


def phrases() -> list[Phrase]:
    """The phrases in use, by decision and title."""
    return list(
        db.session.scalars(
            select(Phrase)
            .where(Phrase.retired_at.is_(None))
            .order_by(Phrase.decision, Phrase.title, Phrase.id)
        )
    )


def every_phrase() -> list[Phrase]:
    """All phrases, those in use first."""
    return list(
        db.session.scalars(
            select(Phrase).order_by(
                Phrase.retired_at.is_not(None), Phrase.decision, Phrase.title, Phrase.id
            )
        )
    )


def last_decision(attempt: Attempt) -> Review | None:
    """The decision that stands."""
    return db.session.scalar(
        select(Review)
        .where(Review.attempt_id == attempt.id, Review.undone_at.is_(None))
        .order_by(Review.id.desc())
        .limit(1)
    )


def undoable(reviewer: Member) -> Review | None:
    """The reviewer's newest decision, for as long as they can undo it."""
    return db.session.scalar(
        select(Review)
        .join(Attempt)
        .where(
            Review.reviewer_id == reviewer.id,
            Review.undone_at.is_(None),
            Review.decided_at > clock.now() - UNDO_FOR,
            Attempt.state == Review.decision,
        )
        .options(
            joinedload(Review.attempt).joinedload(Attempt.challenge),
            joinedload(Review.attempt).joinedload(Attempt.member),
        )
        .order_by(Review.id.desc())
        .limit(1)
    )


def batch_of(reviewer: Member, id: int) -> ApprovalBatch | None:
    """The reviewer's bulk approval, with all of its lines."""
    attempt = selectinload(ApprovalBatch.lines).joinedload(BatchLine.attempt)
    return db.session.scalar(
        select(ApprovalBatch)
        .where(ApprovalBatch.id == id, ApprovalBatch.member_id == reviewer.id)
        .options(attempt.joinedload(Attempt.challenge), attempt.joinedload(Attempt.member))
    )
