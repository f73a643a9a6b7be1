"""What members are told of as it happens, in the transaction in which it happens."""

from typing import Any

from hub.ledger.models import Tier, Transfer
from hub.notifications.operations import UNDO_FOR, notify
from hub.signals import points_earned, tier_reached
from hub.translatable import Translatable


@points_earned.connect
def tell_points(_sender: Any, member_id: int, transfer: Transfer, subject: Any) -> None:
    """Word of points, unless they come with a review, whose own notification names them."""
    if transfer.subject_type == "attempts":
        return
    notify(
        member_id,
        "points_earned",
        key=f"transfer:{transfer.id}",
        link="/me/points",
        points=transfer.points,
        what=_what(transfer, subject),
    )


def _what(transfer: Transfer, subject: Any) -> Any:
    """What the points are for: in every language where that is the title of something."""
    titled = isinstance(subject, Translatable) and "title" in subject.SAID
    same = titled and transfer.note == subject.title
    return subject.everywhere("title") if same else transfer.note


@tier_reached.connect
def tell_tier(_sender: Any, member_id: int, tier: Tier, change_id: int) -> None:
    """Word of a higher tier, each time it is reached; mailed once what led to it stands."""
    notify(
        member_id,
        "tier_reached",
        key=f"tier-change:{change_id}",
        link="/me",
        mail_after=UNDO_FOR,
        tier=tier.everywhere("name"),
    )
