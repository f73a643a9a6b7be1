"""One-time links: made, looked at, used.

Looking never uses one up, because mail scanners open every link they see.
"""

import hashlib
import secrets
import uuid
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import clock
from hub.audit import Actor
from hub.db import db
from hub.members.models import Address, Member, OneTimeLink
from hub.refusals import Refusal

LIFETIMES = {
    "sign_in": timedelta(minutes=10),
    "reset": timedelta(minutes=10),
    "address": timedelta(minutes=10),
    "invitation": timedelta(days=7),
}


class LinkNotUsable(Refusal):
    """The link is unknown, was used, or has run out."""

    def __init__(self) -> None:
        super().__init__(_l("This link has been used or has expired. Ask for a new one."))


def make_link(address: Address, purpose: str, by: Actor | None = None) -> str:
    """A new link of that purpose to `address`. Returns its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        OneTimeLink(
            member_id=address.member_id,
            address_id=address.id,
            purpose=purpose,
            token_hash=_hash(token),
            created_by_id=by.id if by else None,
            expires_at=clock.now() + LIFETIMES[purpose],
        )
    )
    db.session.flush()
    return token


def look_at(token: str) -> OneTimeLink:
    """The open link of that token, untouched. Raises `LinkNotUsable`."""
    link = db.session.scalar(select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token)))
    if link is None or not link.open or not link.member.active or link.address.ended_at:
        raise LinkNotUsable
    return link


def use(token: str) -> Member:
    """Use the link up: proves the address. Returns its member. Raises `LinkNotUsable`."""
    # The lock decides between two clicks at once: the second finds the link used.
    link = db.session.scalar(
        select(OneTimeLink)
        .where(OneTimeLink.token_hash == _hash(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if link is None or not link.open or not link.member.active or link.address.ended_at:
        raise LinkNotUsable
    now = clock.now()
    link.used_at = now
    if link.address.verified_at is None:
        link.address.verified_at = now
    if link.address.kind == "claimed":
        link.address.kind = "personal"
    return link.member


def end_sessions(member: Member) -> None:
    """Sign the member out everywhere: every session is bound to this value."""
    member.fs_uniquifier = uuid.uuid4().hex


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
