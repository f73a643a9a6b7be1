"""Where a member works now, joined once for everybody instead of looked up for every condition."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select

from hub.members.audiences.shapes import Rows
from hub.members.models import Company, Member, Position

# Tables and not models: those would have to be complete before this can be imported.
_positions = Position.__table__.alias("current_position")
_companies = Company.__table__.alias("employer")
current, employer = _positions.c, _companies.c


class _Employment(Rows):
    """The current position and its company: `everybody` brings them along."""

    def there(self, many: bool, *more: Any) -> ColumnElement[bool]:
        if many:
            return func.coalesce(and_(employer.id.is_not(None), *more), false())
        return super().there(many, *more)


EMPLOYMENT = _Employment(
    current.member_id, current.ended_on.is_(None), employer.id == current.company_id
)


def everybody(*columns: Any) -> Select[Any]:
    """A select over all members in which conditions made with `many` can stand."""
    return (
        select(*columns)
        .select_from(Member)
        .outerjoin(_positions, and_(current.member_id == Member.id, current.ended_on.is_(None)))
        .outerjoin(_companies, employer.id == current.company_id)
    )
