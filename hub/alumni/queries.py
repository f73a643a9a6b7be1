"""A member's addresses, with those that only wait for their link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from hub.alumni.models import AddressClaim
from hub.db import db
from hub.members.models import Address


@dataclass(frozen=True)
class Entry:
    """One line of the list. `state`: work, personal (both sign in), waiting or ended."""

    email: str
    state: str
    at: datetime


def entries(member_id: int) -> list[Entry]:
    """The member's addresses: those that sign in first, then those that wait, then the past."""
    addresses = db.session.scalars(
        select(Address).where(Address.member_id == member_id).order_by(Address.id)
    ).all()
    claims = db.session.scalars(
        select(AddressClaim).where(AddressClaim.member_id == member_id).order_by(AddressClaim.id)
    ).all()
    found = {row.email: Entry(row.email, "waiting", row.asked_at) for row in claims}
    for row in addresses:
        state = _state(row)
        # A claim knows better when the last link was asked for.
        if state != "waiting" or row.email not in found:
            at = row.ended_at or row.verified_at or row.created_at
            found[row.email] = Entry(row.email, state, at)
    order = ("work", "personal", "waiting", "ended")
    return sorted(found.values(), key=lambda entry: order.index(entry.state))


def _state(address: Address) -> str:
    if address.ended_at is not None:
        return "ended"
    if address.kind == "work":
        return "work"
    return "waiting" if address.verified_at is None else "personal"
