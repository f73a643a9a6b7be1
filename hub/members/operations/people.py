"""Members come, get roles, change jobs, and may be erased."""

import hashlib
import hmac
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from hub import audit, clock
from hub.audit import Actor
from hub.db import changed_rows, db
from hub.members.models import (
    Address,
    AudienceEntry,
    Company,
    Member,
    Note,
    OneTimeLink,
    Position,
    Role,
    RoleGrant,
    SpaceReader,
    Tombstone,
)
from hub.members.operations.links import end_sessions
from hub.members.queries.addresses import normal
from hub.refusals import NotAllowed, Refusal

# What stands for an erased person. It is kept as data, so it is not translated.
FORMER_MEMBER = "Former member"


class AddressTaken(Refusal):
    """Another member has that address."""

    def __init__(self) -> None:
        super().__init__(_l("Another member already has this address."))


def add_member(
    *, email: str, given_name: str, family_name: str, kind: str = "work", role: str = "advocate"
) -> Member:
    """A new member with one address and one role. Raises `AddressTaken`."""
    email = normal(email)
    _require_free(email)
    member = Member(given_name=given_name, family_name=family_name)
    db.session.add(member)
    db.session.flush()
    add_address(member, email, kind=kind)
    grant_role(member, role, by=None)
    return member


def add_address(member: Member, email: str, *, kind: str, verified: bool = False) -> Address:
    """One more address of the member. Raises `AddressTaken` when somebody has it."""
    email = normal(email)
    _require_free(email)
    address = Address(
        member=member, email=email, kind=kind, verified_at=clock.now() if verified else None
    )
    db.session.add(address)
    db.session.flush()
    return address


def _require_free(email: str) -> None:
    """Raise `AddressTaken` if somebody has the address; a mere claim to it gives way."""
    release_claims([email])
    if db.session.scalar(select(Address.id).where(Address.email == email)):
        raise AddressTaken


def release_claims(emails: Sequence[str]) -> None:
    """Let go of addresses that members only claimed, for those who really come with them."""
    db.session.execute(
        delete(Address)
        .where(Address.email.in_(emails), Address.kind == "claimed")
        .execution_options(synchronize_session=False)
    )


def grant_role(member: Member, name: str, *, by: Actor | None) -> None:
    """Give the member a role; giving it twice changes nothing."""
    role = db.session.scalars(select(Role).where(Role.name == name)).one()
    made = changed_rows(
        insert(RoleGrant)
        .values(
            member_id=member.id,
            role_id=role.id,
            granted_by_id=by.id if by else None,
            granted_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    if made and name != "advocate":
        audit.record(by, "role.granted", member, after={"role": name})
    db.session.expire(member, ["roles"])


def revoke_role(member: Member, name: str, *, by: Member) -> None:
    """Take a role back. Nobody takes the administrator's role from themselves."""
    if name == "administrator" and member.id == by.id:
        raise NotAllowed(_l("Another administrator has to take this role from you."))
    role = db.session.scalars(select(Role).where(Role.name == name)).one()
    gone = changed_rows(
        delete(RoleGrant).where(RoleGrant.member_id == member.id, RoleGrant.role_id == role.id)
    )
    if gone:
        audit.record(by, "role.revoked", member, before={"role": name})
        db.session.expire(member, ["roles"])
        end_sessions(member)


def start_position(member: Member, company: Company, title: str = "") -> Position:
    """The member works at `company` from now on; a position elsewhere ends."""
    current = member.position
    if current is not None:
        if current.company_id == company.id:
            return current
        end_position(member, end_addresses=False)
    position = Position(member=member, company=company, title=title, started_on=clock.today())
    db.session.add(position)
    db.session.flush()
    return position


def end_position(member: Member, *, end_addresses: bool = True) -> None:
    """The member left the company: alumni from now on.

    Work addresses sign in no more, and open sessions end: whoever has the old mailbox now is not
    this person. Points, badges and the profile are untouched.
    """
    position = member.position
    if position is None:
        return
    today = clock.today()
    position.ended_on = max(today, position.started_on or today)
    if end_addresses:
        end_work_addresses(member)
        end_sessions(member)
    db.session.flush()


def end_work_addresses(member: Member) -> None:
    """Work addresses sign in no more from now on."""
    for address in member.addresses:
        if address.kind == "work" and address.ended_at is None:
            address.ended_at = clock.now()


def erase(member: Member, *, by: Actor, secret: str) -> None:
    """Forget the person on their request; what they did stays, under no name.

    A tombstone per address keeps later imports from bringing them back.
    """
    for address in member.addresses:
        db.session.execute(
            insert(Tombstone)
            .values(address_hash=tombstone_of(address.email, secret), created_at=clock.now())
            .on_conflict_do_nothing()
        )
    if member.contact_id:
        # The CRM may know the contact under an address that the hub never saw.
        db.session.execute(
            insert(Tombstone)
            .values(
                address_hash=tombstone_of_contact(member.contact_id, secret),
                created_at=clock.now(),
            )
            .on_conflict_do_nothing()
        )
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.member_id == member.id))
    db.session.execute(delete(RoleGrant).where(RoleGrant.member_id == member.id))
    theirs = select(Address.email).where(Address.member_id == member.id)
    db.session.execute(delete(AudienceEntry).where(AudienceEntry.email.in_(theirs)))
    db.session.execute(delete(SpaceReader).where(SpaceReader.member_id == member.id))
    db.session.execute(delete(Address).where(Address.member_id == member.id))
    db.session.execute(delete(Note).where(Note.member_id == member.id))
    db.session.expire(member, ["addresses", "roles"])
    end_position(member)
    end_sessions(member)
    member.given_name, member.family_name = FORMER_MEMBER, ""
    member.bio = member.city = member.notes = ""
    member.tags, member.country, member.contact_id, member.persona = [], None, None, None
    member.password, member.picture_id, member.findable_since = None, None, None
    member.erased_at = clock.now()
    audit.record(by, "member.erased", member)
    db.session.flush()


def tombstone_of(email: str, secret: str) -> str:
    """The keyed hash by which an erased address is recognised and cannot be read."""
    return _keyed_hash(normal(email), secret)


def tombstone_of_contact(contact_id: str, secret: str) -> str:
    """The same for a Contact ID of the CRM, in which capitals count."""
    return _keyed_hash(f"contact:{contact_id.strip()}", secret)


def _keyed_hash(text: str, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
