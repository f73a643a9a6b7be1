"""Mailing notifications."""

from flask_babel import force_locale

from hub import clock
from hub.db import db, locked
from hub.mail import absolute_link, send
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.notifications.words import words
from hub.outbox import job


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
    with force_locale(member.locale or "en"):
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
