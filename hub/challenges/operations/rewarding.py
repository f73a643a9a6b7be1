"""What an approval gives, and taking it back."""

from sqlalchemy import exists, func, select

from hub.advocacy.operations import record, take_back_source
from hub.challenges.models import Attempt, Challenge, Review
from hub.db import db
from hub.ledger.models import BadgeAward, TierChange, Transfer
from hub.ledger.operations import Cause, award, award_badge, reverse, take_back_badge
from hub.members.models import Member
from hub.notifications.operations import withdraw


def reward(review: Review) -> None:
    """Points, badge and act for an approval, in the caller's transaction."""
    attempt = review.attempt
    challenge, member, by = attempt.challenge, attempt.member, review.reviewer
    source = _source(attempt)
    award(member.id, attempt.points, Cause(attempt, note=challenge.title, key=source, actor=by))
    if challenge.badge is not None:
        review.badge_award_id = award_badge(member.id, challenge.badge, challenge.title, by)
    if challenge.act_kind is not None:
        record(challenge.act_kind, member, source=source, note=challenge.title, by=by)


def take_back_reward(review: Review, because: str, note: str, *, by: Member) -> None:
    """Points, badge and act of a standing approval, back to where they came from.

    In: `because`, for the record; `note`, what the line of the ledger says. Raises
    `NotEnoughPoints` where the member has spent them: a balance never falls below zero.
    """
    attempt = review.attempt
    source = _source(attempt)
    paid = db.session.scalar(select(Transfer).where(Transfer.key == source))
    if paid is not None:
        reverse(paid, Cause(attempt, note=note, key=f"{source}:undo", actor=by))
        _unsay_tiers(paid)
    if review.badge_award_id is not None and not _earned_elsewhere(review):
        take_back_badge(review.badge_award_id)
        review.badge_award_id = None
    take_back_source(source, because, by)


def _source(attempt: Attempt) -> str:
    """The name of the standing award of an attempt, or of the next.

    An award that was taken back keeps its key for ever, so the one after it is the second.
    """
    undone = db.session.scalar(
        select(func.count())
        .select_from(Review)
        .where(
            Review.attempt_id == attempt.id,
            Review.decision == "approved",
            Review.undone_at.is_not(None),
        )
    )
    source = f"challenge:{attempt.challenge_id}:member:{attempt.member_id}"
    # The first round has no number, as ever.
    if attempt.round > 1:
        source = f"{source}:round:{attempt.round}"
    return f"{source}:{undone + 1}" if undone else source


def _unsay_tiers(paid: Transfer) -> None:
    """A tier that was reached by these points is reached no more: nobody is congratulated."""
    changes = db.session.scalars(select(TierChange.id).where(TierChange.transfer_id == paid.id))
    for id in changes:
        withdraw(f"tier-change:{id}")


def _earned_elsewhere(review: Review) -> bool:
    """Whether another challenge of the member's gives the same badge, and was approved."""
    given = select(BadgeAward.badge_id).where(BadgeAward.id == review.badge_award_id)
    found = exists().where(
        Attempt.member_id == review.attempt.member_id,
        Attempt.id != review.attempt_id,
        Attempt.state == "approved",
        Attempt.challenge_id == Challenge.id,
        Challenge.badge_id == given.scalar_subquery(),
    )
    return bool(db.session.scalar(select(found)))
