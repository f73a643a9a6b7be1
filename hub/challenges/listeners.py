"""What this room hears of others, in the transaction in which it happens."""

from typing import Any

from hub.advocacy.models import Act
from hub.challenges.operations.telling import look_again_for
from hub.challenges.steps import KINDS
from hub.challenges.steps.told import ByAct
from hub.members.models import Member
from hub.signals import act_recorded, act_taken_back, profile_changed

_BY_SLUG = {kind.slug: {key} for key, kind in KINDS.items() if isinstance(kind, ByAct)}


@act_recorded.connect
@act_taken_back.connect
def hear_of_act(_sender: Any, act: Act) -> None:
    """An act completes the steps that wait for it; taken back, it opens them again."""
    kinds = _BY_SLUG.get(act.kind.slug)
    if kinds:
        look_again_for(act.member_id, kinds)


@profile_changed.connect
def hear_of_profile(_sender: Any, member: Member) -> None:
    """What the profile has or no longer has."""
    look_again_for(member.id, {"profile"})
