"""What the pages of the review desk share."""

from flask import Blueprint, abort, request
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.models import Attempt, Claim
from hub.db import transaction
from hub.web.ids import row_number

blueprint = Blueprint("reviewing", __name__)


def wanted() -> queries.Wanted:
    """What the address asks for; it goes along from page to page."""
    args = request.args
    return queries.Wanted(
        challenge=args.get("challenge", type=row_number),
        kind=args.get("kind", ""),
        company=args.get("company", type=row_number),
        state=args.get("state", ""),
        q=args.get("q", "").strip(),
    )


def found(id: int) -> Attempt:
    """The attempt, if it was ever handed in."""
    return queries.reviewable(id) or abort(404)


def look_at(attempt: Attempt, *, over: bool = False) -> Claim | None:
    """Claim it for whoever opens it. Returns the claim that holds."""
    with transaction():
        return operations.claim(attempt, by=current_user, over=over)
