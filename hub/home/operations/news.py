"""News comes, is corrected, and is published."""

from dataclasses import asdict

from flask_babel import lazy_gettext as _l

from hub import audit, clock
from hub.db import db, locked
from hub.home.models import NewsItem
from hub.members.for_some import EVERYBODY, ForWhom
from hub.members.models import Member
from hub.outbox import later
from hub.refusals import Refusal


class AlreadyPublished(Refusal):
    """Members have read it: it can be corrected, not published again or deleted."""

    def __init__(self) -> None:
        super().__init__(_l("This is published. Correct it if you need to; it stays on record."))


class NewsGone(Refusal):
    """Somebody deleted the draft meanwhile."""

    def __init__(self) -> None:
        super().__init__(_l("This draft was deleted a moment ago."))


def add(title: str, body: str, whom: ForWhom = EVERYBODY, *, by: Member) -> NewsItem:
    """A new draft."""
    item = NewsItem(title=title, body=body, created_by_id=by.id, **asdict(whom))
    with audit.recorded(by, "news.added", item):
        db.session.add(item)
    return item


def change(item: NewsItem, title: str, body: str, whom: ForWhom = EVERYBODY, *, by: Member) -> None:
    """Other words for it, published or not. Raises `NewsGone`."""
    item = _held(item)
    with audit.recorded(by, "news.changed", item):
        item.title, item.body = title, body
        item.audience_id, item.space_id = whom.audience_id, whom.space_id


def publish(item: NewsItem, *, by: Member) -> None:
    """Show it to members from now on, and mail what is for a space to those who asked for that.

    Raises `AlreadyPublished`, `NewsGone`.
    """
    item = _draft(item)
    with audit.recorded(by, "news.published", item):
        item.published_at = clock.now()
    if item.space_id is not None:
        later("home.announce", news_item_id=item.id)


def remove(item: NewsItem, *, by: Member) -> None:
    """Delete a draft. Raises `AlreadyPublished`, `NewsGone`."""
    item = _draft(item)
    audit.record(by, "news.deleted", item, before=audit.snapshot(item))
    db.session.delete(item)
    db.session.flush()


def _held(item: NewsItem) -> NewsItem:
    found = locked(NewsItem, item.id)
    if found is None:
        raise NewsGone
    return found


def _draft(item: NewsItem) -> NewsItem:
    found = _held(item)
    if found.published_at is not None:
        raise AlreadyPublished
    return found
