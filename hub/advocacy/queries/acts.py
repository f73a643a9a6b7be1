"""Acts as managers look for them, newest first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hub.advocacy.models import DIRECTIONS, Act
from hub.db import db
from hub.paging import LIMIT, Key, Page, paginate

_KEYS = (
    Key(Act.occurred_on, "occurred_on", descending=True),
    Key(Act.id, "id", descending=True),
)
EXPORT_BATCH = 500


@dataclass(frozen=True)
class ActSearch:
    """What the list is narrowed to; empty means every act."""

    direction: str = ""
    kind_id: int | None = None
    member_id: int | None = None
    company_id: int | None = None

    @property
    def any(self) -> bool:
        return bool(self.direction or self.kind_id or self.member_id or self.company_id)


def acts_page(search: ActSearch, at: str | None, limit: int = LIMIT) -> Page:
    """Acts that fit, taken back ones too, with all that a line shows."""
    return paginate(_found(search), _KEYS, at, limit)


def acts_found(search: ActSearch) -> Iterator[Act]:
    """All acts that fit, newest first, read in batches so that an export needs little memory."""
    at: str | None = None
    while True:
        page = paginate(_found(search), _KEYS, at, EXPORT_BATCH)
        yield from page.items
        if page.next_key is None:
            return
        at = page.next_key


def act_for_console(id: int) -> Act | None:
    """One act with all that its page shows."""
    return db.session.scalar(_found(ActSearch()).where(Act.id == id))


def known_sources(sources: Collection[str]) -> set[str]:
    """Those of the sources under which something is on record."""
    return set(db.session.scalars(select(Act.source).where(Act.source.in_(sources))))


def _found(search: ActSearch) -> Select:
    statement = select(Act).options(
        joinedload(Act.kind),
        joinedload(Act.member),
        joinedload(Act.company),
        joinedload(Act.actor),
    )
    if search.direction in DIRECTIONS:
        statement = statement.where(Act.direction == search.direction)
    if search.kind_id is not None:
        statement = statement.where(Act.kind_id == search.kind_id)
    if search.member_id is not None:
        statement = statement.where(Act.member_id == search.member_id)
    if search.company_id is not None:
        statement = statement.where(Act.company_id == search.company_id)
    return statement
