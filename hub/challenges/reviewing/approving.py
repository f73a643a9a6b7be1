"""Several approved in one go: asked first, each for itself, and what could not be is said.

All within the request: 200 take a few seconds, nobody has to come back for the outcome, and what
a request that dies has done stays done, so that pressing again does the rest.
"""

import secrets
from datetime import datetime

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.models import Attempt
from hub.challenges.reviewing.pages import blueprint, wanted
from hub.challenges.words import REFUSAL_WORDS
from hub.db import db, transaction
from hub.web import redirect_to, render, requires
from hub.web.ids import row_number

MOST = operations.MOST_AT_ONCE


@blueprint.get("/console/reviews/approval")
@requires("reviews.decide")
def ask_to_approve() -> ResponseReturnValue:
    """What would be approved, and what would not."""
    if "all" in request.args:
        chosen = queries.all_waiting(wanted(), current_user, MOST)
    else:
        chosen = queries.waiting_with(request.args.getlist("attempt", type=row_number)[:MOST])
    claims = queries.claims_on(chosen)
    others = {id for id, claim in claims.items() if claim.member_id != current_user.id}
    free = [a for a in chosen if a.id not in others and a.member_id != current_user.id]
    return render(
        "challenges/reviewing/approval.html",
        attempts=free,
        left_out=[attempt for attempt in chosen if attempt not in free],
        claims=claims,
        points=sum(attempt.points for attempt in free),
        token=secrets.token_hex(16),
        wanted=wanted(),
        now=clock.now(),
    )


@blueprint.post("/console/reviews/approval")
@requires("reviews.decide")
def approve_all() -> ResponseReturnValue:
    """Approve each in a transaction of its own; sent twice, it is done once."""
    token = request.form.get("token", "")[:64]
    chosen = _chosen()
    if not token or not chosen:
        return redirect_to("reviewing.index", **wanted().args)
    with transaction():
        batch = operations.open_batch(token, by=current_user)
    for id, seen in chosen:
        with transaction():
            attempt = db.session.get(Attempt, id)
            if attempt is not None:
                operations.approve_in(batch, attempt, seen, by=current_user)
    return redirect_to("reviewing.approved", id=batch.id, **wanted().args)


@blueprint.get("/console/approvals/<int:id>")
@requires("reviews.decide")
def approved(id: int) -> ResponseReturnValue:
    """How it went with each."""
    batch = queries.batch_of(current_user, id) or abort(404)
    return render(
        "challenges/reviewing/approved.html",
        done=[line for line in batch.lines if line.refusal is None],
        refused=[line for line in batch.lines if line.refusal is not None],
        why=REFUSAL_WORDS,
        wanted=wanted(),
    )


def _chosen() -> list[tuple[int, datetime]]:
    """Every "id@version" that was sent, in the order of their ids; nothing else is one."""
    found: dict[int, datetime] = {}
    for text in request.form.getlist("attempt")[:MOST]:
        id, _, seen = text.partition("@")
        if id.isdecimal():
            try:
                found[row_number(id)] = datetime.fromisoformat(seen)
            except ValueError:
                continue
    return sorted(found.items())
