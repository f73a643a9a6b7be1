"""What the programme says about a member, for audiences to ask about."""

from collections.abc import Sequence

from hub import audit
from hub.db import locked
from hub.members.models import Member
from hub.members.operations.managing import check_rank


def describe(member: Member, *, persona: str | None, tags: Sequence[str], by: Member) -> None:
    """Set how they use the product, and their tags, each once. Raises `NotAllowed`."""
    member = locked(Member, member.id) or member
    check_rank(member, by)
    with audit.recorded(by, "member.described", member):
        member.persona = persona
        member.tags = list(dict.fromkeys(tags))
