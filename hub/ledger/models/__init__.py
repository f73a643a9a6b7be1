"""Tables of this room."""

from hub.ledger.models.badges import Badge, BadgeAward
from hub.ledger.models.tiers import Tier, TierChange
from hub.ledger.models.transfers import Account, Transfer

__all__ = ["Account", "Badge", "BadgeAward", "Tier", "TierChange", "Transfer"]
