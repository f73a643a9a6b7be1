"""Personal addresses: claimed, proven by a link, given up."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.alumni.models import AddressClaim
from hub.db import db, locked
from hub.members.models import Address, Member
from hub.members.operations.people import add_address
from hub.members.queries.addresses import normal
from hub.outbox import later
from hub.refusals import Refusal

# Each sends a mail to an address that nobody has proven yet.
MOST_WAITING = 3


class AlreadyYours(Refusal):
    """The member signs in with it, or did."""

    def __init__(self) -> None:
        super().__init__(_l("This address is already on your list."))


class TooManyWaiting(Refusal):
    """Enough unproven addresses for one person."""

    def __init__(self) -> None:
        super().__init__(
            _l("Three addresses wait for their link already. Open one, or remove one first.")
        )


def claim_address(email: str, *, by: Member) -> None:
    """Note that `by` says the address is theirs, and promise the mail that proves it.

    Claiming it again mails again. Nothing here depends on whether another member has the address:
    the job looks, so that neither the answer nor its timing tells.
    Raises `AlreadyYours`, `TooManyWaiting`.
    """
    email = normal(email)
    member = _held(by)
    known = {address.email for address in member.addresses if not _is_candidate(address)}
    if email in known:
        raise AlreadyYours
    waiting = db.session.scalars(
        select(func.count())
        .select_from(AddressClaim)
        .where(AddressClaim.member_id == member.id, AddressClaim.email.not_in({*known, email}))
    ).one()
    if waiting >= MOST_WAITING:
        raise TooManyWaiting
    now = clock.now()
    statement = insert(AddressClaim).values(
        member_id=member.id,
        email=email,
        made_from_id=min(member.addresses, key=lambda a: (_is_candidate(a), a.id)).id,
        created_at=now,
        asked_at=now,
    )
    claim_id = db.session.scalars(
        statement.on_conflict_do_update(
            index_elements=["member_id", "email"], set_={"asked_at": now}
        ).returning(AddressClaim.id)
    ).one()
    later("alumni.mail_claim", claim_id=claim_id)


def give_up_claim(email: str, *, by: Member) -> None:
    """Take an unproven personal address off the member's list; there being none changes nothing."""
    email = normal(email)
    member = _held(by)
    db.session.execute(
        delete(AddressClaim).where(AddressClaim.member_id == member.id, AddressClaim.email == email)
    )
    for address in member.addresses:
        if address.email == email and _is_candidate(address):
            _drop(address)


def settle_claim(claim: AddressClaim) -> Address | None:
    """The unproven address of the claimant that a link may go to; None when another has it.

    An address that somebody else merely claimed, and did not prove, belongs to nobody: the latest
    claim gets the link, and whoever opens theirs keeps it.
    """
    known = db.session.scalar(select(Address).where(Address.email == claim.email))
    if known is not None and known.member_id != claim.member_id:
        if known.kind != "claimed":
            return None
        _drop(known)
        known = None
    if known is None:
        member = db.session.get_one(Member, claim.member_id)
        return add_address(member, claim.email, kind="claimed")
    return known if known.verified_at is None else None


def _held(by: Member) -> Member:
    """The member, locked, with addresses as they are now."""
    member = locked(Member, by.id)
    assert member is not None
    db.session.expire(member, ["addresses", "positions"])
    return member


def _is_candidate(address: Address) -> bool:
    return address.kind != "work" and address.verified_at is None and address.ended_at is None


def _drop(address: Address) -> None:
    member = address.member
    db.session.execute(delete(Address).where(Address.id == address.id))
    db.session.expire(member, ["addresses"])
