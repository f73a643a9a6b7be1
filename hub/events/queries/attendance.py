"""Who has a place at an event, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, selectinload

from hub.db import db
from hub.events.models import CheckIn, Event, Registration
from hub.members.models import Member, Position
from hub.paging import Key, Page, paginate


@dataclass(frozen=True)
class Attendance:
    """How many have a place, and how many of them came."""

    registered: int
    came: int


def attendance(event: Event) -> Attendance:
    """The numbers of one event."""
    row = db.session.execute(
        select(func.count().label("registered"), func.count(CheckIn.id).label("came"))
        .select_from(Registration)
        .outerjoin(
            CheckIn,
            and_(CheckIn.registration_id == Registration.id, CheckIn.undone_at.is_(None)),
        )
        .where(Registration.event_id == event.id, Registration.left_at.is_(None))
    ).one()
    return Attendance(row.registered, row.came)


def registered(event: Event, at: str | None, search: str = "") -> Page:
    """One page of those who have a place, by name; `search` finds part of a name."""
    statement = _registered(event)
    if search:
        statement = statement.where(_named(search))
    keys = [
        Key(Member.family_name, "family_name"),
        Key(Member.given_name, "given_name"),
        Key(Registration.id, "id"),
    ]
    return paginate(statement, keys, at, limit=50)


def everybody(event: Event) -> Sequence[Registration]:
    """All who have a place, by name."""
    return db.session.scalars(
        _registered(event).order_by(Member.family_name, Member.given_name, Registration.id)
    ).all()


def others(event: Event, search: str, limit: int = 10) -> Sequence[Member]:
    """Members without a place whose name contains `search`: people who stand at the door."""
    if not search:
        return []
    placed = select(Registration.member_id).where(
        Registration.event_id == event.id, Registration.left_at.is_(None)
    )
    return db.session.scalars(
        select(Member)
        .options(selectinload(Member.positions).joinedload(Position.company))
        .where(
            _named(search),
            Member.id.not_in(placed),
            Member.deactivated_at.is_(None),
            Member.erased_at.is_(None),
        )
        .order_by(Member.family_name, Member.given_name, Member.id)
        .limit(limit)
    ).all()


def _registered(event: Event) -> Select:
    return (
        select(Registration)
        .join(Registration.member)
        .options(
            contains_eager(Registration.member)
            .selectinload(Member.positions)
            .joinedload(Position.company),
            selectinload(Registration.check_ins),
        )
        .where(Registration.event_id == event.id, Registration.left_at.is_(None))
    )


def _named(search: str) -> ColumnElement[bool]:
    name = func.concat(Member.given_name, " ", Member.family_name)
    return name.icontains(search, autoescape=True)
