"""What a row changes about a member whom the hub has already. Decides, and touches nothing.

The CRM is right about names, tags, notes, titles and where somebody works, with one exception:
whoever has left a company according to the hub stays left. Else a nightly import of an export
that is behind would let an old mailbox sign in again.
"""

from dataclasses import dataclass, field
from typing import Any

from hub.members.importing.lookup import Existing, PositionOnRecord
from hub.members.importing.merging import Person
from hub.members.importing.rows import Row


@dataclass(slots=True)
class Change:
    """What is to be written about one member. Nothing set: nothing changes."""

    member_id: int
    values: dict[str, Any] = field(default_factory=dict)
    work_address: str | None = None
    work_address_ended: bool = False
    former_addresses: list[str] = field(default_factory=list)
    personal_address: str | None = None
    end_address_ids: list[int] = field(default_factory=list)
    end_position: PositionOnRecord | None = None
    title_of: tuple[int, str] | None = None
    new_position: bool = False
    new_position_ended: bool = False
    end_sessions: bool = False
    stays_left: bool = False

    @property
    def empty(self) -> bool:
        return not (
            self.values
            or self.work_address
            or self.former_addresses
            or self.personal_address
            or self.end_address_ids
            or self.end_position
            or self.title_of
            or self.new_position
        )


def compare(
    person: Person, member: Existing, company_id: int | None, personal: str | None
) -> Change:
    """What `person` changes about `member`.

    In: the id of the company that the row names, None when it is new or not named; the personal
    address that may be kept as a candidate.
    """
    row = person.row
    change = Change(member.id, values=_values(row, member))
    there = [p for p in member.positions if p.company_id == company_id]
    if row.left:
        _leave(change, row, member, there, personal)
        if personal and personal not in member.addresses:
            change.personal_address = personal
    else:
        _work(change, row, member, there)
    others = (email for email in person.emails if email not in (row.email, personal))
    change.former_addresses = [email for email in others if email not in member.addresses]
    return change


def _values(row: Row, member: Existing) -> dict[str, Any]:
    """The member's own columns that differ. A blank name or Contact ID says nothing."""
    wanted: dict[str, Any] = {}
    if row.contact_id:
        wanted["contact_id"] = row.contact_id
    if row.named:
        wanted |= {"given_name": row.given_name, "family_name": row.family_name}
    if row.tags is not None:
        wanted["tags"] = row.tags
    if row.notes is not None:
        wanted["notes"] = row.notes
    return {name: value for name, value in wanted.items() if getattr(member, name) != value}


def _leave(
    change: Change,
    row: Row,
    member: Existing,
    there: list[PositionOnRecord],
    personal: str | None,
) -> None:
    """The row says that they left."""
    current = member.current
    if current and (row.company is None or current in there):
        change.end_position = current
        change.end_sessions = True
        _end_work_addresses(change, member)
        _title(change, row, current)
    elif there:
        _title(change, row, there[-1])
    elif current is None and row.company:
        change.new_position = change.new_position_ended = True
        change.end_sessions = True
        _end_work_addresses(change, member)
    if row.email not in member.addresses and row.email != personal:
        change.work_address, change.work_address_ended = row.email, True


def _work(change: Change, row: Row, member: Existing, there: list[PositionOnRecord]) -> None:
    """The row says that they work there."""
    current = member.current
    if there and current not in there:
        change.stays_left = True
        return
    if current and current in there:
        _title(change, row, current)
    elif row.company:
        change.end_position = current
        change.new_position = True
    known = member.addresses.get(row.email)
    if known is None:
        change.work_address = row.email
        _end_work_addresses(change, member)
    elif known.kind == "work" and known.ended:
        change.stays_left = True


def _title(change: Change, row: Row, position: PositionOnRecord) -> None:
    if row.title is not None and row.title != position.title:
        change.title_of = (position.id, row.title)


def _end_work_addresses(change: Change, member: Existing) -> None:
    change.end_address_ids = [
        address.id
        for address in member.addresses.values()
        if address.kind == "work" and not address.ended
    ]
