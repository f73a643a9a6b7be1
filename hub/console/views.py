"""The console's front page, and a member's statement for managers."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from hub.console.queries import overview, weeks
from hub.console.queries.trail import Filters, trail
from hub.console.shell import shell, waiting
from hub.console.words import action_name
from hub.db import db
from hub.ledger.queries.standing import standing
from hub.ledger.queries.statement import statement
from hub.ledger.queries.stories import stories
from hub.ledger.words import counted_of, reason_of, rule_of
from hub.members.models import Member
from hub.web import can, cursor, paged, render, requires

blueprint = Blueprint("console", __name__)
blueprint.app_context_processor(shell)

RECENT = 8


@blueprint.get("/console")
@requires("console.view")
def index() -> ResponseReturnValue:
    """What waits, this month's numbers, and what was done last."""
    return render(
        "console/overview.html",
        queue=waiting(),
        month=overview.month(),
        weeks=weeks.weeks(),
        recent=trail(Filters(), limit=RECENT).items if can("audit.view") else [],
        action_name=action_name,
    )


@blueprint.get("/console/members/<int:id>/points")
@requires("members.view")
def member_points(id: int) -> ResponseReturnValue:
    """A member's statement, for those who answer for it."""
    member = db.session.get(Member, id)
    if member is None or member.erased_at is not None:
        abort(404)
    page = paged(statement(id, cursor()))
    return render(
        "console/member_points.html",
        fragment="ledger/_statement.html",
        member=member,
        page=page,
        stories=stories(page.items),
        standing=standing(id),
        reason_of=reason_of,
        rule_of=rule_of,
        counted_of=counted_of,
    )
