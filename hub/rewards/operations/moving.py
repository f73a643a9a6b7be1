"""A redemption after it was asked for: approved, sent, declined, or cancelled by the member."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import audit
from hub.advocacy.models import ActKind
from hub.advocacy.operations import record
from hub.db import db, locked
from hub.ledger.operations import Cause, release, settle
from hub.members.models import Member
from hub.notifications.operations import notify
from hub.refusals import NotAllowed
from hub.rewards.models import Redemption, RedemptionMove, Reward
from hub.rewards.refusals import AlreadyMoved, MessageMissing, OwnRedemption

ACT_KIND = "reward"


def cancel(redemption: Redemption, by: Member) -> None:
    """The member thinks better of it, as long as nobody has approved it: all goes back.

    Raises `NotAllowed` for anybody else, `AlreadyMoved` when it is too late.
    """
    if redemption.member_id != by.id:
        raise NotAllowed(_l("Only the person who asked for it can cancel it."))
    _move(redemption, "cancelled", by, starting=("requested",))
    _give_back(redemption, by)


def approve(redemption: Redemption, by: Member) -> None:
    """A manager says yes; the points stay set aside. Raises `AlreadyMoved` or `OwnRedemption`."""
    _decide(redemption, "approved", by, starting=("requested",))


def send(redemption: Redemption, message: str, by: Member) -> None:
    """It is on its way or handed over: the points are spent.

    Raises `AlreadyMoved` or `OwnRedemption`.

    In: `message`, what the member needs to know (a code, a tracking number); may be empty.
    """
    _decide(redemption, "sent", by, starting=("requested", "approved"), message=message)
    if redemption.cost:
        settle(redemption.cost, _cause(redemption, "settle", by))
    _thank(redemption, by)


def decline(redemption: Redemption, message: str, by: Member) -> None:
    """A manager says no, and why: points and stock go back.

    Raises `MessageMissing`, `AlreadyMoved` or `OwnRedemption`.
    """
    if not message.strip():
        raise MessageMissing
    _decide(redemption, "declined", by, starting=("requested", "approved"), message=message)
    _give_back(redemption, by)


def _thank(redemption: Redemption, by: Member) -> None:
    """A reward is something that we did for the member, where the programme counts that."""
    kind = db.session.scalar(
        select(ActKind).where(ActKind.slug == ACT_KIND, ActKind.retired_at.is_(None))
    )
    if kind is not None:
        source, title = f"redemption:{redemption.id}", redemption.reward.title
        record(kind, redemption.member, source=source, note=title, by=by)


def _decide(
    redemption: Redemption, state: str, by: Member, *, starting: Sequence[str], message: str = ""
) -> None:
    """A manager's move, never about their own redemption: on record, and the member is told."""
    if redemption.member_id == by.id:
        raise OwnRedemption
    before = _move(redemption, state, by, starting=starting, message=message)
    audit.record(
        by, f"redemption.{state}", redemption, before={"state": before}, after={"state": state}
    )
    notify(
        redemption.member_id,
        "redemption_moved",
        key=f"redemption:{redemption.id}:{state}",
        link=f"/redemptions/{redemption.id}",
        title=redemption.reward.everywhere("title"),
        state=state,
        message=message.strip(),
    )


def _move(
    redemption: Redemption, state: str, by: Member, *, starting: Sequence[str], message: str = ""
) -> str:
    """Move the locked row to `state` and return where it was."""
    locked(Redemption, redemption.id)
    before = redemption.state
    if before not in starting:
        db.session.refresh(redemption, ["moves"])
        raise AlreadyMoved(redemption.moves[-1], by)
    redemption.state = state
    db.session.add(
        RedemptionMove(redemption=redemption, state=state, message=message.strip(), actor=by)
    )
    db.session.flush()
    return before


def _give_back(redemption: Redemption, by: Member) -> None:
    reward = locked(Reward, redemption.reward_id)
    if reward is not None and reward.stock is not None:
        reward.stock += 1
    if redemption.cost:
        cause = _cause(redemption, "release", by)
        release(redemption.member_id, redemption.cost, cause)
    db.session.flush()


def _cause(redemption: Redemption, verb: str, by: Member) -> Cause:
    return Cause(redemption, redemption.reward.title, f"redemption:{redemption.id}:{verb}", by)
