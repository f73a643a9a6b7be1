"""Mailing what was announced in a space to those who asked for it."""

from collections.abc import Sequence
from smtplib import SMTPException

import structlog
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import selectinload

from hub.db import db
from hub.home.models import NewsItem
from hub.mail import absolute_link, absolute_url, send
from hub.members.models import Member
from hub.members.newsletters import token_for
from hub.members.queries.newsletters import mailed
from hub.outbox import job, later
from hub.web.languages import said_language, written_for

log = structlog.get_logger("hub.home")

# Whatever kills a worker in the middle of a job has so many mails sent twice at the most.
AT_ONCE = 20


@job("home.announce")
def announce(news_item_id: int) -> None:
    """Share the readers out among jobs, each once however often this one runs."""
    item = db.session.get_one(NewsItem, news_item_id)
    found = select(Member.id).where(_readers(item)).order_by(Member.id)
    ids = list(db.session.scalars(found))
    for number, start in enumerate(range(0, len(ids), AT_ONCE)):
        _later(item, ids[start : start + AT_ONCE], f"news:{item.id}:{number}")


@job("home.mail_news")
def mail_news(news_item_id: int, member_ids: list[int]) -> None:
    """Mail it to those of the members who may still read it.

    Where one cannot be mailed, they and those after them get jobs of their own: who has the mail
    already does not get it again.
    """
    item = db.session.get_one(NewsItem, news_item_id)
    found = select(Member).where(Member.id.in_(member_ids), _readers(item)).order_by(Member.id)
    members = db.session.scalars(found.options(selectinload(Member.addresses))).all()
    for place, member in enumerate(members):
        try:
            _mail(item, member)
        except (SMTPException, OSError) as error:
            if len(members) == 1:
                raise
            log.warning("news.not_mailed", item=item.id, member=member.id, error=str(error))
            _later(item, [member.id])
            _later(item, [one.id for one in members[place + 1 :]])
            return


def _later(item: NewsItem, member_ids: Sequence[int], key: str | None = None) -> None:
    if member_ids:
        later("home.mail_news", key=key, news_item_id=item.id, member_ids=list(member_ids))


def _readers(item: NewsItem) -> ColumnElement[bool]:
    return mailed(item.space, item.audience_id) if item.space else false()


def _mail(item: NewsItem, member: Member) -> None:
    space = item.space
    address = member.email
    if space is None or address is None:
        return
    with written_for(member.locale):
        language = said_language()
        title = item.said("title", language)
        stop = absolute_url("newsletters.show", token=token_for(space.id, member.id))
        send(
            address,
            _("%(space)s: %(title)s", space=space.said("name", language), title=title),
            "home/news",
            unsubscribe=stop,
            item=item,
            space=space,
            member=member,
            link=absolute_link(f"/spaces/{space.slug}#news-{item.id}"),
            stop_link=stop,
        )
