"""award, hold, settle, release, reverse, expire: each is one line over `transfer()`."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub.audit import Actor
from hub.db import db
from hub.ledger.models import Account, Transfer
from hub.ledger.operations.tiers import settle_tier
from hub.refusals import Refusal
from hub.signals import points_earned


class NotEnoughPoints(Refusal):
    """The member's balance, as it is now, does not cover it."""

    def __init__(self, balance: int, points: int) -> None:
        super().__init__(
            _l(
                "This takes %(points)s points and %(balance)s are there now. Nothing was taken.",
                points=points,
                balance=balance,
            )
        )


@dataclass(frozen=True)
class Cause:
    """Why points move. `key` makes it once: a second movement with it changes nothing."""

    subject: Any
    note: str
    key: str
    actor: Actor | None = None


def award(member_id: int, points: int, cause: Cause) -> Transfer:
    """Points earned: issued → member. Counts towards lifetime and tier."""
    return transfer("award", "issued", member_id, points, cause)


def hold(member_id: int, points: int, cause: Cause) -> Transfer:
    """Points set aside for a redemption: member → held. Raises `NotEnoughPoints`."""
    return transfer("hold", member_id, "held", points, cause)


def settle(points: int, cause: Cause) -> Transfer:
    """The redemption was fulfilled: held → spent."""
    return transfer("settle", "held", "spent", points, cause)


def release(member_id: int, points: int, cause: Cause) -> Transfer:
    """The redemption fell through: held → member. Not earned again, so lifetime stays."""
    return transfer("release", "held", member_id, points, cause)


def expire(member_id: int, points: int, cause: Cause) -> Transfer:
    """Points ran out: member → expired. Raises `NotEnoughPoints`."""
    return transfer("expire", member_id, "expired", points, cause)


def reverse(original: Transfer, cause: Cause) -> Transfer:
    """Undo a transfer by a new one the other way round; the first stays on record.

    Raises `NotEnoughPoints` when the points of an award have been spent meanwhile.
    """
    return _move(
        "reverse",
        original.destination_id,
        original.source_id,
        original.points,
        cause,
        reverses=original,
    )


def transfer(
    reason: str, source: int | str, destination: int | str, points: int, cause: Cause
) -> Transfer:
    """Move `points` (> 0) between accounts, each a member's id or the name of a system account."""
    return _move(reason, _account_id(source), _account_id(destination), points, cause)


def _move(
    reason: str,
    source_id: int,
    destination_id: int,
    points: int,
    cause: Cause,
    reverses: Transfer | None = None,
) -> Transfer:
    # Locks come before the insert: its foreign keys take share locks on both accounts, and two
    # transactions that upgrade those in opposite order would deadlock.
    accounts = _lock(source_id, destination_id)
    done = db.session.scalar(select(Transfer).where(Transfer.key == cause.key))
    if done is not None:
        return done
    source, destination = accounts.get(source_id), accounts.get(destination_id)
    if source is not None and (source.balance or 0) < points:
        raise NotEnoughPoints(source.balance or 0, points)
    made = Transfer(
        source_id=source_id,
        destination_id=destination_id,
        points=points,
        reason=reason,
        subject_type=cause.subject.__tablename__,
        subject_id=cause.subject.id,
        note=cause.note,
        actor_id=cause.actor.id if cause.actor else None,
        key=cause.key,
        reverses_id=reverses.id if reverses else None,
    )
    db.session.add(made)
    earned = points if reason == "award" else 0
    unearned = points if reverses is not None and reverses.reason == "award" else 0
    if source is not None:
        source.balance = (source.balance or 0) - points
        source.lifetime = (source.lifetime or 0) - unearned
    if destination is not None:
        destination.balance = (destination.balance or 0) + points
        destination.lifetime = (destination.lifetime or 0) + earned
    db.session.flush()
    _after(made, source if unearned else destination if earned else None, cause.subject)
    return made


def _after(made: Transfer, account: Account | None, subject: Any) -> None:
    """What follows from points earned or taken back: a tier, and word of it."""
    if account is None:
        return
    settle_tier(account, made)
    if made.reason == "award":
        points_earned.send(None, member_id=account.member_id, transfer=made, subject=subject)


def _lock(*ids: int) -> dict[int, Account]:
    """The member accounts among `ids`, locked in id order; system accounts need no lock."""
    rows = db.session.scalars(
        select(Account)
        .where(Account.id.in_(ids), Account.kind == "member")
        .order_by(Account.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def _account_id(place: int | str) -> int:
    """The id of a member's account (made at first use) or of a system account."""
    if isinstance(place, str):
        return db.session.scalars(select(Account.id).where(Account.kind == place)).one()
    found = db.session.scalar(select(Account.id).where(Account.member_id == place))
    if found is not None:
        return found
    db.session.execute(
        insert(Account)
        .values(kind="member", member_id=place, balance=0, lifetime=0)
        .on_conflict_do_nothing(index_elements=["member_id"])
    )
    return db.session.scalars(select(Account.id).where(Account.member_id == place)).one()
