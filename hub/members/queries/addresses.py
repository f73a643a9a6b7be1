"""Whose address is it, and may it sign in?"""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import selectinload

from hub.db import db
from hub.members.models import Address, Member


def normal(email: str) -> str:
    """An address as the hub keeps it: trimmed, lower case."""
    return email.strip().lower()


def address(email: str) -> Address | None:
    """The address on record, in whatever state."""
    return db.session.scalar(select(Address).where(Address.email == normal(email)))


def member_signing_in(email: str) -> Member | None:
    """The member whom this address signs in: not ended, and verified when it is personal."""
    return db.session.scalar(
        select(Member)
        .join(Address)
        .options(selectinload(Member.roles), selectinload(Member.addresses))
        .where(
            Address.email == normal(email),
            signs_in(),
            Member.deactivated_at.is_(None),
            Member.erased_at.is_(None),
        )
    )


def signs_in() -> ColumnElement[bool]:
    """`Address.signs_in` as a condition over `addresses`."""
    verified = or_(Address.kind == "work", Address.verified_at.is_not(None))
    return and_(Address.ended_at.is_(None), verified)


def address_for_link(email: str) -> Address | None:
    """The address that a sign-in link may be mailed to.

    Besides those that sign in, a personal candidate from the CRM: opening the link proves that
    the mailbox is theirs, which is how somebody who changed jobs gets back in. Not one that a
    member merely claimed: whoever has that mailbox may be somebody else.
    """
    return db.session.scalar(
        select(Address)
        .join(Member)
        .where(
            Address.email == normal(email),
            Address.ended_at.is_(None),
            Address.kind != "claimed",
            Member.deactivated_at.is_(None),
            Member.erased_at.is_(None),
        )
    )
