"""Recording acts, by the rooms and by hand, and taking back what was a mistake."""

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub import audit, clock
from hub.advocacy.models import Act, ActKind
from hub.advocacy.operations.asking import answer_with
from hub.audit import Actor
from hub.db import db, locked
from hub.members.models import Member
from hub.refusals import Refusal
from hub.signals import act_recorded, act_taken_back


class KindRetired(Refusal):
    """The kind is not chosen any more."""

    def __init__(self) -> None:
        super().__init__(_l("This kind has been retired. Choose another."))


class InTheFuture(Refusal):
    """An act is something that was done."""

    def __init__(self) -> None:
        super().__init__(_l("This day is still to come. Choose today or a day before."))


class TooLongAgo(Refusal):
    """A slip in the year."""

    def __init__(self) -> None:
        super().__init__(_l("This day is before 1990. Check the year."))


class AlreadyTakenBack(Refusal):
    """Taken back twice."""

    def __init__(self) -> None:
        super().__init__(_l("This has been taken back already."))


def record(
    kind: ActKind,
    member: Member,
    *,
    source: str,
    note: str = "",
    by: Actor | None = None,
    on: date | None = None,
    about: str | None = None,
) -> Act:
    """Record that `member` did (or was given) something, in the caller's transaction.

    In: `source`, what it came from; the same source is recorded once, however many ask at the
    same time. `on` is today unless given; `about`, what it was about, as "event:12". Listeners of
    `act_recorded` run at once, for a new act only. Returns the act, new or old.
    """
    day = on or clock.today()
    company = member.company_on(day) if on else member.company
    made = db.session.scalar(
        insert(Act)
        .values(
            kind_id=kind.id,
            direction=kind.direction,
            member_id=member.id,
            company_id=company.id if company else None,
            value=kind.value,
            occurred_on=day,
            source=source,
            about=about,
            note=note,
            actor_id=by.id if by else None,
            created_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["source"])
        .returning(Act)
    )
    if made is None:
        return db.session.scalars(select(Act).where(Act.source == source)).one()
    answer_with(made)
    act_recorded.send(None, act=made)
    return made


def check_day(on: date) -> None:
    """Whether an act can have been on that day. Raises `InTheFuture` and `TooLongAgo`."""
    if on > clock.today():
        raise InTheFuture
    if on < clock.EARLIEST:
        raise TooLongAgo


def log(kind: ActKind, member: Member, *, source: str, note: str, on: date, by: Member) -> Act:
    """Put by hand on record what happened, perhaps outside the hub.

    Raises `KindRetired` and what `check_day` raises.
    """
    if kind.retired_at is not None:
        raise KindRetired
    check_day(on)
    new = db.session.scalar(select(Act.id).where(Act.source == source)) is None
    act = record(kind, member, source=source, note=note, by=by, on=on)
    if new:
        audit.record(by, "act.logged", act, after=_about(act, kind))
    return act


def take_back(act: Act, because: str, by: Member) -> None:
    """It was a mistake: it stays readable and counts no more. Raises `AlreadyTakenBack`."""
    row = locked(Act, act.id)
    assert row is not None, "acts are never deleted"
    if row.taken_back_at is not None:
        raise AlreadyTakenBack
    row.taken_back_at, row.taken_back_by_id = clock.now(), by.id
    row.taken_back_because = because
    db.session.flush()
    act_taken_back.send(None, act=row)
    audit.record(by, "act.taken_back", row, after={**_about(row, row.kind), "because": because})


def take_back_source(source: str, because: str, by: Member) -> None:
    """What the act came from was undone; where it never became one, nothing happens."""
    act = db.session.scalar(select(Act).where(Act.source == source, Act.taken_back_at.is_(None)))
    if act is not None:
        take_back(act, because, by)


def _about(act: Act, kind: ActKind) -> dict[str, object]:
    return {
        "kind": kind.name,
        "member": act.member_id,
        "value": act.value,
        "occurred_on": act.occurred_on.isoformat(),
    }
