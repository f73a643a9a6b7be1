"""Importing members: upload, preview, the import itself, and what became of earlier ones."""

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import db, transaction
from hub.files import files
from hub.members import import_progress
from hub.members.importing.report import REASONS, WARNINGS
from hub.members.importing.rows import OPTIONAL, REQUIRED
from hub.members.manage.forms import UploadForm
from hub.members.manage.pages import blueprint
from hub.members.models import ImportRun
from hub.members.operations import imports as operations
from hub.members.queries.imports import imports_page
from hub.web import cursor, notify_page, paged, redirect_to, render, requires, wants_fragment
from hub.web.pages import done


def _found(id: int) -> ImportRun:
    run = db.session.get(ImportRun, id)
    if run is None:
        abort(404)
    return run


@blueprint.route("/members/import", methods=["GET", "POST"])
@requires("members.import")
def imports() -> ResponseReturnValue:
    """Upload an export; imports of the past."""
    form = UploadForm()
    if form.validate_on_submit():
        name = form.file.data.filename.replace("\x00", "")[:200]
        with transaction():
            run = operations.upload(form.file.data.stream, name, by=current_user)
        return redirect_to("members_manage.import_run", id=run.id)
    return render(
        "members/manage/imports.html",
        fragment="members/manage/_imports.html",
        form=form,
        page=paged(imports_page(cursor())),
        required=REQUIRED,
        optional=OPTIONAL,
        max_mb=current_app.config["HUB"].import_max_mb,
        status=422 if request.method == "POST" else 200,
    )


@blueprint.get("/members/import/<int:id>")
@requires("members.import")
def import_run(id: int) -> ResponseReturnValue:
    """One import: its progress, its preview, or what it did."""
    return _run_page(_found(id))


def _run_page(run: ImportRun) -> Response:
    return render(
        "members/manage/import.html",
        fragment="members/manage/_import.html",
        run=run,
        percent=import_progress.ask(run.id) if run.running else None,
        reasons=REASONS,
        warnings=WARNINGS,
    )


@blueprint.post("/members/import/<int:id>/confirmation")
@requires("members.import")
def import_confirmation(id: int) -> ResponseReturnValue:
    """Import what the preview showed; a worker does it."""
    run = _found(id)
    with transaction():
        operations.confirm(run, by=current_user)
    if wants_fragment():
        return _run_page(run)
    return redirect_to("members_manage.import_run", id=id)


@blueprint.post("/members/import/<int:id>/discard")
@requires("members.import")
def import_discard(id: int) -> ResponseReturnValue:
    """Forget the file without importing it."""
    run = _found(id)
    with transaction():
        operations.discard(run, by=current_user)
    sentence = _("Discarded. Nothing was imported, and the file is deleted.")
    if wants_fragment():
        return notify_page(_run_page(run), toast=sentence)
    return done(sentence, "members_manage.imports")


@blueprint.get("/members/import/<int:id>/rejected.csv")
@requires("members.import")
def import_rejections(id: int) -> ResponseReturnValue:
    """Every rejected line with its reason."""
    run = _found(id)
    try:
        content = files().get(run.rejections_key)
    except FileNotFoundError:
        abort(404)
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="rejected-{run.id}.csv"'
    return response
