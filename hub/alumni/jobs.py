"""Mails about claimed addresses."""

from flask_babel import force_locale
from flask_babel import gettext as _

from hub import clock
from hub.alumni.models import AddressClaim
from hub.alumni.operations.addresses import settle_claim
from hub.db import db, locked
from hub.mail import absolute_url, send
from hub.members.models import Member
from hub.outbox import job, later


@job("alumni.mail_claim")
def mail_claim(claim_id: int) -> None:
    """Mail the link that proves a claimed address, once each time it is asked for.

    Where another member has the address, its owner is told instead, and the one who claimed it
    learns nothing.
    """
    claim = locked(AddressClaim, claim_id)
    if claim is None or (claim.mailed_at is not None and claim.mailed_at >= claim.asked_at):
        return
    member = db.session.get_one(Member, claim.member_id)
    if not member.active:
        return
    claim.mailed_at = clock.now()
    address = settle_claim(claim)
    if address is not None:
        later("members.mail_address_link", address_id=address.id)
        return
    if any(own.email == claim.email for own in member.addresses):
        # Proven meanwhile: nothing is left to do.
        return
    with force_locale("en"):
        send(
            claim.email,
            _("This address has a place in the hub already"),
            "alumni/address_taken",
            link=absolute_url("members.request_link"),
        )
