"""Telling a member something, and marking it read."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.db import db
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.notifications.words import KINDS
from hub.outbox import later

# For so long a person may undo what they did; what they did is mailed no earlier.
UNDO_FOR = timedelta(minutes=1)


def notify(
    member_id: int,
    kind: str,
    *,
    key: str,
    link: str,
    mail_after: timedelta | None = None,
    **facts: Any,
) -> None:
    """Tell the member, in the hub at this commit and by e-mail soon after.

    In: `kind`, one of `hub.notifications.words.KINDS`; `key`, told once per key; `link`, the path
    it leads to; `mail_after`, how much later than now it is mailed, so that `withdraw` can still
    call it back; `facts`, JSON-able values that its words need.
    """
    if kind not in KINDS:
        raise KeyError(f"no notification is called {kind}")
    made = db.session.scalar(
        insert(Notification)
        .values(
            member_id=member_id, kind=kind, key=key, link=link, facts=facts, created_at=clock.now()
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Notification.id)
    )
    if made is not None:
        at = clock.now() + mail_after if mail_after else None
        later("notifications.mail", at=at, notification_id=made)


def withdraw(key: str) -> None:
    """It was not so after all: nobody reads it any more, and no mail goes out that has not."""
    db.session.execute(delete(Notification).where(Notification.key == key))


def mark_read(notification: Notification) -> None:
    """The member has seen it."""
    if notification.read_at is None:
        notification.read_at = clock.now()


def mark_all_read(member: Member) -> None:
    """The member has seen everything so far."""
    db.session.execute(
        update(Notification)
        .where(Notification.member_id == member.id, Notification.read_at.is_(None))
        .values(read_at=clock.now())
    )
