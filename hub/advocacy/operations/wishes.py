"""What a member wishes about being asked: a break, and kinds that are not for them."""

from collections.abc import Collection
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.advocacy.models import ActKind, AskOptOut, AskPause
from hub.db import db
from hub.members.models import Member
from hub.refusals import Refusal

LONGEST = timedelta(days=731)


class NoBreak(Refusal):
    """A break ends after today, and within two years."""

    def __init__(self) -> None:
        super().__init__(_l("Choose a day after today, within the next two years."))


def wish(member: Member, *, paused_until: date | None, unwanted: Collection[int]) -> None:
    """Set or end the break, and say which kinds are unwanted; all others are welcome.

    In: `unwanted`, ids of kinds that members are asked for; others are not heeded. Raises
    `NoBreak`.
    """
    today = clock.today()
    if paused_until is not None and not today < paused_until <= today + LONGEST:
        raise NoBreak
    db.session.execute(delete(AskPause).where(AskPause.member_id == member.id))
    if paused_until is not None:
        db.session.add(AskPause(member_id=member.id, until=paused_until))
    kinds = select(ActKind.id).where(ActKind.direction == "withdrawal", ActKind.id.in_(unwanted))
    known = db.session.scalars(kinds).all()
    db.session.execute(
        delete(AskOptOut).where(AskOptOut.member_id == member.id, AskOptOut.kind_id.not_in(known))
    )
    for kind_id in known:
        row = {"member_id": member.id, "kind_id": kind_id, "since": clock.now()}
        db.session.execute(insert(AskOptOut).values(row).on_conflict_do_nothing())
    db.session.flush()
