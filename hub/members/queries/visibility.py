"""What a member may see: `visible_to` in the query itself, so that no list has gaps.

Which audiences somebody is in is read from the facts about them, for every audience at once: one
select, whose time does not grow with their number. `bench/audiences.py` measures it beside the two
other ways, a select per audience and a kept membership.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, event, or_, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.members.audiences.reading import belongs
from hub.members.models import Audience, ForSome, Member, Position, Space
from hub.members.queries.rulebook import facts_and_book

_KEPT = "audiences_of"


def visible_to(member: Member, model: type[ForSome]) -> ColumnElement[bool]:
    """The rows of `model` that the member may see: for everybody, or for an audience of theirs,
    and in no space that is closed to them."""
    theirs = model.audience_id.in_(audiences_of(member))
    return and_(or_(model.audience_id.is_(None), theirs), within_reach(member, model))


def within_reach(member: Member, model: type[ForSome]) -> ColumnElement[bool]:
    """The rows of `model` in no space, or in one that is open to the member.

    For what they keep when they fall out of an audience, like a challenge they have begun: a space
    closes all the same.
    """
    inside = select(Space.id).where(open_to(member)).correlate(None)
    return or_(model.space_id.is_(None), model.space_id.in_(inside))


def for_lists(statement: Select, model: type[ForSome], audience: Audience | None) -> Select:
    """`statement` over rows of `model` for a list of the console, which says whom each is for.

    In: `audience`, to list only what is for that one.
    """
    found = statement.options(joinedload(model.audience), joinedload(model.space))
    return found if audience is None else found.where(model.audience_id == audience.id)


def open_to(member: Member) -> ColumnElement[bool]:
    """The spaces that are open to the member now, as a condition over `spaces`."""
    employer = select(Position.company_id).where(
        Position.member_id == member.id, Position.ended_on.is_(None)
    )
    return and_(
        Space.published_at.is_not(None),
        Space.closed_at.is_(None),
        or_(Space.company_id.in_(employer), Space.audience_id.in_(audiences_of(member))),
    )


def may_see(member: Member, row: ForSome) -> bool:
    """The same question about one row that is at hand."""
    if row.audience_id is not None and row.audience_id not in audiences_of(member):
        return False
    return may_enter(member, row)


def may_enter(member: Member, row: ForSome) -> bool:
    """Whether the row is in no space, or in one that is open to the member."""
    if row.space_id is None:
        return True
    found = select(Space.id).where(Space.id == row.space_id, open_to(member))
    return db.session.scalar(found) is not None


def audiences_of(member: Member) -> frozenset[int]:
    """The audiences that the member is in.

    Asked once until something is written or the transaction ends: a page has many lists.
    """
    kept: dict[int, frozenset[int]] = db.session().info.setdefault(_KEPT, {})
    if member.id not in kept:
        facts, book = facts_and_book(member.id)
        kept[member.id] = frozenset(id for id in book if belongs(id, facts, book))
    return kept[member.id]


@event.listens_for(db.session, "after_flush")
@event.listens_for(db.session, "after_transaction_end")
def _forget(session: Any, _context: Any) -> None:
    session.info.pop(_KEPT, None)


@event.listens_for(db.session, "do_orm_execute")
def _forget_after_writing(state: Any) -> None:
    if not state.is_select:
        state.session.info.pop(_KEPT, None)
