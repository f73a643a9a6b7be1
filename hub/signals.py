"""What rooms tell each other in-process. Listeners run in the sender's transaction."""

from blinker import Namespace

_signals = Namespace()

# An act of advocacy or of service was recorded. sender: None; act: hub.advocacy.models.Act
act_recorded = _signals.signal("act-recorded")

# An act was a mistake and counts no more. sender: None; act: hub.advocacy.models.Act
act_taken_back = _signals.signal("act-taken-back")

# A member changed what their profile says or shows. sender: None; member: hub.members.models.Member
profile_changed = _signals.signal("profile-changed")

# A member earned points. sender: None; member_id: int; transfer: hub.ledger.models.Transfer;
# subject: the row that the points are for, or None
points_earned = _signals.signal("points-earned")

# A member reached a higher tier than the one everybody starts in.
# sender: None; member_id: int; tier: hub.ledger.models.Tier; change_id: int (TierChange)
tier_reached = _signals.signal("tier-reached")
