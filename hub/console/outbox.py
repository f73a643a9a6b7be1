"""The jobs behind the scenes: what failed and why, and another try."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.console import operations
from hub.console.queries import jobs as queries
from hub.db import db, transaction
from hub.outbox import OutboxJob
from hub.outbox.registry import describe
from hub.web import cursor, notify_page, paged, render, requires, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("jobs", __name__, url_prefix="/console/jobs")


@blueprint.get("")
@requires("jobs.manage")
def index() -> ResponseReturnValue:
    """Jobs in one state; those that failed first."""
    state = request.args.get("state", "")
    state = state if state in queries.STATES else "failed"
    return render(
        "console/jobs.html",
        fragment="console/_jobs.html",
        page=paged(queries.jobs(state, cursor())),
        state=state,
        failed=queries.failed_count(),
        describe=describe,
    )


@blueprint.post("/<int:id>/retry")
@requires("jobs.manage")
def retry(id: int) -> ResponseReturnValue:
    """Try a failed job again, now."""
    job = db.session.get(OutboxJob, id)
    if job is None:
        abort(404)
    with transaction():
        operations.retry_job(job, by=current_user)
    sentence = _("It is tried again now.")
    if wants_fragment():
        return notify_page(render("console/_job.html", job=job, describe=describe), toast=sentence)
    return done(sentence, "jobs.index")
