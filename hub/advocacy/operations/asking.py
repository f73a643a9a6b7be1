"""Asking a member for advocacy, past the guard; and how an ask ends."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from hub import audit, clock
from hub.advocacy.judging import Answer
from hub.advocacy.models import Act, ActKind, Ask
from hub.advocacy.queries.guard import may_ask, rules
from hub.db import db, locked
from hub.members.models import Company, Member
from hub.refusals import Refusal


class NotNow(Refusal):
    """The guard says no. `answer` says why, and until when."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.for_manager)
        self.answer = answer


class NotAnAsk(Refusal):
    """What we do for members is not asked of them."""

    def __init__(self) -> None:
        super().__init__(_l("This is something that you do for them. Choose what they could do."))


def ask(
    member: Member,
    kind: ActKind,
    *,
    source: str,
    by: Member | None,
    weight: int | None = None,
    because: str = "",
) -> Ask:
    """Put on record that the member is asked for an act of `kind` today, if the guard agrees.

    In: `source`, what asks; the same source asks once. `weight`, of the kind unless given.
    `because`, why a manager asks though the guard says no; that is on record. The company's row
    and the member's are locked first, so that asks at the same time cannot both fit into the rest
    of a budget. Raises `NotNow` and `NotAnAsk`.
    """
    if kind.direction != "withdrawal":
        raise NotAnAsk
    company = member.company
    if company is not None:
        locked(Company, company.id)
    locked(Member, member.id)
    known = db.session.scalar(select(Ask).where(Ask.source == source))
    if known is not None:
        return known
    answer = may_ask(member, kind, weight=weight)
    if not answer.allowed and not because:
        raise NotNow(answer)
    made = Ask(
        member_id=member.id,
        company_id=company.id if company else None,
        kind_id=kind.id,
        weight=kind.weight if weight is None else weight,
        value=kind.value,
        asked_on=clock.today(),
        source=source,
        actor_id=by.id if by else None,
        overridden_rule=answer.rule,
        overridden_because=because if not answer.allowed else None,
    )
    db.session.add(made)
    db.session.flush()
    if not answer.allowed:
        after = {"member": member.id, "rule": answer.rule, "because": because}
        audit.record(by, "ask.overridden", made, after=after)
    return made


def close(asked: Ask, outcome: str) -> None:
    """It was done, declined, or came to nothing; what is closed stays as it was closed."""
    row = locked(Ask, asked.id)
    assert row is not None, "asks are never deleted"
    if row.closed_at is None:
        row.closed_at, row.outcome = clock.now(), outcome
        db.session.flush()


def answer_with(act: Act) -> None:
    """What was asked for has been done: the oldest open ask for it is closed."""
    waiting = db.session.scalar(
        select(Ask)
        .where(Ask.member_id == act.member_id, Ask.kind_id == act.kind_id, Ask.closed_at.is_(None))
        .order_by(Ask.asked_on, Ask.id)
        .limit(1)
    )
    if waiting is not None:
        close(waiting, "done")


def lapse() -> int:
    """Close asks that left the window without an answer. Returns how many they were."""
    before = clock.today() - timedelta(days=rules().window_days)
    gone = db.session.scalars(
        update(Ask)
        .where(Ask.closed_at.is_(None), Ask.asked_on <= before)
        .values(closed_at=clock.now(), outcome="lapsed")
        .returning(Ask.id)
    ).all()
    return len(gone)
