"""Lists of members: a page of them, and all of them."""

from collections.abc import Iterator

from sqlalchemy import Select, case, func, select

from hub.db import db, in_time
from hub.members.audiences.compiling import where_in
from hub.members.models import Audience, Member
from hub.members.queries.audiences import people_in
from hub.members.queries.people import Search, found_by, is_here, with_all
from hub.members.queries.rulebook import book
from hub.paging import Key, Page, paginate

EXPORT_BATCH = 500
# An audience of more people than that is met at every turn.
COMMON = 5_000
# Milliseconds that looking at each as they come may take before all are gathered instead, and so
# little memory that nothing is hashed beforehand.
WALK = 100
LITTLE = "64kB"


def members_page(search: Search, at: str | None) -> Page:
    """Members who fit, the newest first, with all that a line of the list shows."""

    def page(statement: Select) -> Page:
        return paginate(with_all(statement), [Key(Member.id, "id", descending=True)], at)

    if search.audience_id is not None and _is_common(search.audience_id):
        walked = in_time(WALK, lambda: page(_as_they_come(search)), LITTLE)
        if walked is not None:
            return walked
    return page(_gathered(search))


def members_found(search: Search) -> Iterator[Member]:
    """All members who fit, oldest first, read in batches so that an export needs little memory."""
    last = 0
    while True:
        statement = _as_they_come(search).where(Member.id > last).order_by(Member.id)
        batch = db.session.scalars(with_all(statement).limit(EXPORT_BATCH)).all()
        yield from batch
        if len(batch) < EXPORT_BATCH:
            return
        last = batch[-1].id


def _is_common(audience_id: int) -> bool:
    people = db.session.scalar(select(Audience.people).where(Audience.id == audience_id))
    return people is None or people > COMMON


def _as_they_come(search: Search) -> Select:
    """Looks at each member in turn: a page is soon full where many are in the audience.

    PostgreSQL would rather join everybody to everything first; it leaves a CASE as it is.
    """
    if search.audience_id is None:
        return found_by(search)
    condition = where_in(search.audience_id, book(), many=False)
    return found_by(search).where(is_here(), case((condition, True), else_=False))


def _gathered(search: Search) -> Select:
    """Finds all who are in the audience at once, and of those the ones who fit.

    They come as an array: how many they are cannot be known before, and a join that was planned
    for one of them takes minutes for thousands.
    """
    if search.audience_id is None:
        return found_by(search)
    people = func.array(people_in(search.audience_id).scalar_subquery())
    return found_by(search).where(Member.id == func.any(people))
