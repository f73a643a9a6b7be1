"""What members say and show about themselves."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from hub import clock
from hub.db import db, locked
from hub.members.models import Member
from hub.outbox import later
from hub.pictures import SIZES, Picture
from hub.refusals import NotAllowed
from hub.signals import profile_changed


@dataclass(frozen=True)
class Details:
    """What a member tells about themselves."""

    given_name: str
    family_name: str
    city: str
    country: str | None
    bio: str
    locale: str | None
    timezone: str | None
    mail_wanted: bool
    on_boards: bool
    findable: bool = False
    # The daily word about the review queue, to those who review.
    queue_word: bool = True


class NotYours(NotAllowed):
    """A profile is changed by its owner."""

    def __init__(self) -> None:
        super().__init__(_l("Only the person it is about changes a profile."))


def describe(member: Member, details: Details, *, by: Member) -> None:
    """Keep what the member tells. Raises `NotYours`."""
    _own(member, by)
    member.given_name, member.family_name = details.given_name, details.family_name
    member.city, member.country, member.bio = details.city, details.country, details.bio
    member.locale, member.timezone = details.locale, details.timezone
    member.mail_wanted = details.mail_wanted
    member.queue_word_off_since = _since(member.queue_word_off_since, not details.queue_word)
    member.hidden_from_boards_at = _since(member.hidden_from_boards_at, not details.on_boards)
    member.findable_since = _since(member.findable_since, details.findable)
    _tell(member)


def show_picture(member: Member, picture: Picture, *, by: Member) -> None:
    """Put `picture` on the profile; the one before is forgotten. Raises `NotYours`."""
    _own(member, by)
    locked(Member, member.id)
    before = member.picture_id
    member.picture_id = picture.id
    _tell(member)
    _forget(before)


def remove_picture(member: Member, *, by: Member) -> None:
    """Take the picture off the profile and forget it. Raises `NotYours`."""
    _own(member, by)
    locked(Member, member.id)
    before = member.picture_id
    member.picture_id = None
    _tell(member)
    _forget(before)


def _since(before: datetime | None, chosen: bool) -> datetime | None:
    """Since when it is so: choosing it again keeps the first date."""
    return (before or clock.now()) if chosen else None


def _tell(member: Member) -> None:
    db.session.flush()
    profile_changed.send(None, member=member)


def _own(member: Member, by: Member) -> None:
    if member.id != by.id:
        raise NotYours


def _forget(picture_id: object) -> None:
    """No picture of a person outlives their wish; its files go once this has committed."""
    picture = db.session.get(Picture, picture_id) if picture_id else None
    if picture is None:
        return
    keys = [picture.key(size) for size in SIZES]
    db.session.flush()
    db.session.execute(delete(Picture).where(Picture.id == picture.id))
    later("home.delete_files", keys=keys)
