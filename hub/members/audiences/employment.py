"""Where a member works now."""

from hub.members.audiences.joined import Joined
from hub.members.models import Company, Position

# Tables and not models: those would have to be complete before this can be imported.
_positions = Position.__table__.alias("current_position")
_companies = Company.__table__.alias("employer")
current, employer = _positions.c, _companies.c

EMPLOYMENT = Joined(
    _positions,
    current.ended_on.is_(None),
    then=(_companies, employer.id == current.company_id),
)
