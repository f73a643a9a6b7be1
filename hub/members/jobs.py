"""Mails about getting in. The lookup happens here and not in the request, so that an unknown
address takes the request exactly as long as a known one."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete

from hub import clock
from hub.db import db
from hub.mail import absolute_url, send
from hub.members.models import Address, Member, OneTimeLink
from hub.members.operations.links import make_link
from hub.members.queries.addresses import address_for_link, member_signing_in
from hub.outbox import job
from hub.web.languages import written_for


@job("members.mail_sign_in_link")
def mail_sign_in_link(email: str, next: str | None = None) -> None:
    """Mail a sign-in link if the address may have one; say nothing to strangers.

    In: `next`, the path in the hub that the person wanted.
    """
    address = address_for_link(email)
    if address is not None:
        _mail_link(address, "sign_in", next=next)


@job("members.mail_reset_link")
def mail_reset_link(email: str, next: str | None = None) -> None:
    """Mail a link to set a new password if the address signs in."""
    if member_signing_in(email) is None:
        return
    address = address_for_link(email)
    if address is not None:
        _mail_link(address, "reset", next=next)


@job("members.mail_invitation")
def mail_invitation(address_id: int, invited_by_id: int) -> None:
    """Mail an invitation in the name of whoever invites."""
    address = db.session.get(Address, address_id)
    inviter = db.session.get(Member, invited_by_id)
    if address is not None and inviter is not None and address.member.active:
        _mail_link(address, "invitation", inviter=inviter)


@job("members.mail_address_link")
def mail_address_link(address_id: int) -> None:
    """Mail a link that proves a new personal address."""
    address = db.session.get(Address, address_id)
    if address is not None and address.verified_at is None:
        _mail_link(address, "address")


def _mail_link(
    address: Address, purpose: str, inviter: Member | None = None, next: str | None = None
) -> None:
    member = address.member
    token = make_link(address, purpose, by=inviter)
    with written_for(member.locale):
        subjects = {
            "sign_in": _("Your sign-in link"),
            "reset": _("Set a new password"),
            "invitation": _("You are invited"),
            "address": _("Confirm this address"),
        }
        send(
            address.email,
            subjects[purpose],
            f"members/{purpose}",
            member=member,
            inviter=inviter,
            link=absolute_url("members.open_link", token=token, next=next),
        )


@job("members.prune_links")
def prune_links() -> None:
    """Forget one-time links that ran out a month ago."""
    db.session.execute(
        delete(OneTimeLink).where(OneTimeLink.expires_at < clock.now() - timedelta(days=30))
    )
