"""What the hub knows already about the people of a file: read in batches, never one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import select

from hub.db import db
from hub.members.importing.merging import Person, Sheet
from hub.members.models import Address, Member, Position, Role, RoleGrant, Tombstone
from hub.members.operations.people import tombstone_of, tombstone_of_contact
from hub.members.roles import STAFF

T = TypeVar("T")
BATCH = 2000


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@dataclass
class Known:
    """Which member each Contact ID and each address of the file belongs to, if any."""

    by_contact: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)

    def members_of(self, person: Person) -> set[int]:
        found = {self.by_contact.get(contact_id) for contact_id in person.contact_ids}
        found |= {self.by_email.get(email) for email in person.emails}
        return {member_id for member_id in found if member_id is not None}


def known(sheet: Sheet) -> Known:
    """The members behind the file's Contact IDs and addresses, personal ones too."""
    found = Known()
    for contact_ids in batches(sheet.by_contact):
        rows = select(Member.contact_id, Member.id).where(Member.contact_id.in_(contact_ids))
        found.by_contact.update({key: id for key, id in db.session.execute(rows) if key})
    personal = {person.row.personal_email for person in sheet.people if person.row.personal_email}
    for emails in batches(personal.union(sheet.by_email)):
        # What a member merely claims says nothing about whose row this is.
        proven = Address.email.in_(emails) & (Address.kind != "claimed")
        pairs = select(Address.email, Address.member_id).where(proven)
        for email, member_id in db.session.execute(pairs):
            found.by_email[email] = member_id
    return found


class Tombstones:
    """Those who were erased on request. They are few, so all of them are read."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._hashes = set(db.session.scalars(select(Tombstone.address_hash)))

    def stop(self, person: Person) -> bool:
        """Whether any address or Contact ID of the person was erased."""
        if not self._hashes:
            return False
        emails = {*person.emails, person.row.personal_email} - {None}
        hashes = {tombstone_of(email, self._secret) for email in emails if email}
        hashes |= {tombstone_of_contact(one, self._secret) for one in person.contact_ids}
        return not hashes.isdisjoint(self._hashes)


@dataclass(slots=True)
class AddressOnRecord:
    id: int
    kind: str
    ended: bool


@dataclass(slots=True)
class PositionOnRecord:
    id: int
    company_id: int
    title: str
    started_on: date | None
    ended_on: date | None


@dataclass(slots=True)
class Existing:
    """A member as the hub has them, as far as an import compares."""

    id: int
    contact_id: str | None
    given_name: str
    family_name: str
    tags: list[str]
    notes: str
    staff: bool = False
    addresses: dict[str, AddressOnRecord] = field(default_factory=dict)
    positions: list[PositionOnRecord] = field(default_factory=list)

    @property
    def current(self) -> PositionOnRecord | None:
        return next((p for p in self.positions if p.ended_on is None), None)


def existing(member_ids: Sequence[int]) -> dict[int, Existing]:
    """Those members with their addresses and positions, in four queries."""
    columns = (
        Member.id,
        Member.contact_id,
        Member.given_name,
        Member.family_name,
        Member.tags,
        Member.notes,
    )
    rows = db.session.execute(select(*columns).where(Member.id.in_(member_ids)))
    found = {row.id: Existing(*row) for row in rows}
    staff = (
        select(RoleGrant.member_id)
        .join(Role, Role.id == RoleGrant.role_id)
        .where(RoleGrant.member_id.in_(member_ids), Role.name.in_(STAFF))
    )
    for member_id in db.session.scalars(staff):
        found[member_id].staff = True
    for member_id, email, id, kind, ended_at in db.session.execute(
        select(Address.member_id, Address.email, Address.id, Address.kind, Address.ended_at).where(
            Address.member_id.in_(member_ids), Address.kind != "claimed"
        )
    ):
        found[member_id].addresses[email] = AddressOnRecord(id, kind, ended_at is not None)
    for member_id, id, company_id, title, started_on, ended_on in db.session.execute(
        select(
            Position.member_id,
            Position.id,
            Position.company_id,
            Position.title,
            Position.started_on,
            Position.ended_on,
        )
        .where(Position.member_id.in_(member_ids))
        .order_by(Position.id)
    ):
        position = PositionOnRecord(id, company_id, title, started_on, ended_on)
        found[member_id].positions.append(position)
    return found
