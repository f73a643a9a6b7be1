"""Recording acts."""

from sqlalchemy import select

from hub import clock
from hub.advocacy.models import Act, ActKind
from hub.audit import Actor
from hub.db import db
from hub.members.models import Member
from hub.signals import act_recorded


def record(
    kind: ActKind, member: Member, *, source: str, note: str = "", by: Actor | None = None
) -> Act:
    """Record that `member` did (or was given) something, in the caller's transaction.

    In: `source`, what it came from; the same source is recorded once. Listeners of
    `act_recorded` run at once. Returns the act, new or old.
    """
    known = db.session.scalar(select(Act).where(Act.source == source))
    if known is not None:
        return known
    company = member.company
    act = Act(
        kind=kind,
        member=member,
        company_id=company.id if company else None,
        value=kind.value,
        occurred_on=clock.today(),
        source=source,
        note=note,
        actor_id=by.id if by else None,
    )
    db.session.add(act)
    db.session.flush()
    act_recorded.send(None, act=act)
    return act
