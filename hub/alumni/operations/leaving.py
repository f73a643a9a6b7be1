"""Leaving a company and keeping one's place."""

from flask_babel import lazy_gettext as _l

from hub import audit
from hub.db import db, locked
from hub.members.models import Member
from hub.members.operations.people import end_position
from hub.refusals import Refusal


class NeedsPersonalAddress(Refusal):
    """Without one, nobody could sign in any more."""

    def __init__(self) -> None:
        super().__init__(
            _l("First add a personal address and open the link we send there. It keeps you in.")
        )


class NotAtACompany(Refusal):
    """The position has ended before."""

    def __init__(self) -> None:
        super().__init__(_l("Your position has ended already. You are with the alumni."))


def can_stay_in(member: Member) -> bool:
    """Whether the member has an address that outlives the job."""
    return any(a.kind == "personal" and a.signs_in for a in member.addresses)


def leave_company(*, by: Member) -> None:
    """`by` left their company today: the position ends, and with it every session and work address.

    Points, badges and profile stay. Raises `NotAtACompany`, `NeedsPersonalAddress`.
    """
    member = locked(Member, by.id)
    assert member is not None
    db.session.expire(member, ["addresses", "positions"])
    position = member.position
    if position is None:
        raise NotAtACompany
    if not can_stay_in(member):
        raise NeedsPersonalAddress
    with audit.recorded(by, "position.ended", position):
        end_position(member)
