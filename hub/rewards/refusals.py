"""What redeeming, and running the rewards, can be refused for."""

from flask_babel import LazyString, format_timedelta
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from hub import clock
from hub.members.models import Member
from hub.refusals import NotAllowed, Refusal
from hub.rewards.models import RedemptionMove


class RewardClosed(Refusal):
    """The reward is a draft, or no longer offered."""

    def __init__(self) -> None:
        super().__init__(_l("This reward is not offered any more. Your points are untouched."))


class NotForYou(NotAllowed):
    """It is offered to others."""

    def __init__(self) -> None:
        super().__init__(_l("This reward is for others."))


class SoldOut(Refusal):
    """Nothing is left."""

    def __init__(self) -> None:
        super().__init__(_l("The last one has just gone. Your points are untouched."))


class LimitReached(Refusal):
    """The member has had as many as one person may."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _ln(
                "You have had yours: this reward is limited to %(num)d per person.",
                "You have had yours: this reward is limited to %(num)d per person.",
                limit,
            )
        )


class CostChanged(Refusal):
    """The member agreed to another cost than the reward has now."""

    def __init__(self, cost: int) -> None:
        super().__init__(
            _ln(
                "The cost has changed to %(num)d point since you opened this page. "
                "Have another look.",
                "The cost has changed to %(num)d points since you opened this page. "
                "Have another look.",
                cost,
            )
        )


class StalePage(Refusal):
    """The key of the request has been used for something else."""

    def __init__(self) -> None:
        super().__init__(_l("This page had been used before. Press the button once more."))


class OwnRedemption(NotAllowed):
    """A manager would decide about what they redeemed themselves."""

    def __init__(self) -> None:
        super().__init__(_l("This is your own redemption. Somebody else has to decide on it."))


class MessageMissing(Refusal):
    """A decline without a word about why."""

    def __init__(self) -> None:
        super().__init__(_l("Say why, so that the member is not left wondering."))


class StockMoved(Refusal):
    """What is left changed while somebody was setting it. `stock` is what is left now."""

    def __init__(self, stock: int | None) -> None:
        self.stock = stock
        super().__init__(
            _l("What is left changed meanwhile, and there is no limit now. Set it again.")
            if stock is None
            else _l(
                "Somebody redeemed or restocked meanwhile: %(num)d left now. Set it again.",
                num=stock,
            )
        )


class AlreadyMoved(Refusal):
    """The redemption is not where the move starts. Says who moved it, where to, and when."""

    def __init__(self, last: RedemptionMove, by: Member) -> None:
        yourself, somebody = _SENTENCES[last.state]
        when = ago(last)
        super().__init__(
            _l(yourself, when=when)
            if last.actor_id == by.id
            else _l(somebody, name=last.actor.name, when=when)
        )


def ago(move: RedemptionMove) -> LazyString:
    """How long ago, in words of whoever reads it."""
    apart = clock.now() - move.at
    if apart.total_seconds() < 60:
        return _l("a moment ago")
    return LazyString(format_timedelta, -apart, granularity="minute", add_direction=True)


def N_(text: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is used."""
    return text


# By the state that it moved to: what the mover is told, and what others are.
_SENTENCES = {
    "requested": (
        N_("You asked for this %(when)s. It is not approved yet."),
        N_("%(name)s asked for this %(when)s. It is not approved yet."),
    ),
    "approved": (
        N_("You approved this %(when)s."),
        N_("%(name)s approved this %(when)s."),
    ),
    "sent": (
        N_("You sent this %(when)s."),
        N_("%(name)s sent this %(when)s."),
    ),
    "declined": (
        N_("You declined this %(when)s. The points went back."),
        N_("%(name)s declined this %(when)s. The points went back."),
    ),
    "cancelled": (
        N_("You cancelled this %(when)s. The points went back."),
        N_("%(name)s cancelled this %(when)s. The points went back."),
    ),
}
