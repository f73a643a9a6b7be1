"""Mailing notifications."""

from hub import clock
from hub.db import db, locked
from hub.mail import absolute_link, send
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.notifications.words import words
from hub.outbox import job
from hub.web.languages import written_for


@job("notifications.mail")
def mail(notification_id: int) -> None:
    """Mail one notification, once, to members who want mail and have an address."""
    notification = locked(Notification, notification_id)
    if notification is None or notification.mailed_at is not None:
        return
    member = db.session.get_one(Member, notification.member_id)
    address = member.email if member.active and member.mail_wanted else None
    if address is None:
        return
    with written_for(member.locale):
        told = words(notification.kind, notification.facts)
        send(
            address,
            told.title,
            "notifications/notification",
            member=member,
            told=told,
            link=absolute_link(notification.link),
            settings_link=absolute_link("/me/profile"),
        )
    notification.mailed_at = clock.now()
