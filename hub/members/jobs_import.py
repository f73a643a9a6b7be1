"""The worker's side of an import: preview, import, and forgetting the file.

Each is one transaction, marked done with it. Run again, it finds the state moved on and stops.
"""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import force_locale

from hub import clock
from hub.db import db, locked
from hub.files import files
from hub.members import import_progress
from hub.members.importing.reading import read
from hub.members.importing.refused import FileRefused
from hub.members.importing.report import REASONS, Report
from hub.members.importing.verb import import_members
from hub.members.models import ImportRun, Member
from hub.members.operations.imports import NotReady
from hub.outbox import job, later
from hub.spreadsheets import csv_lines

# What the page shows; the rest is in the CSV beside the upload.
SHOWN = 100


@job("members.preview_import")
def preview_import(run_id: int) -> None:
    """Count what an import of the file would do."""
    run = locked(ImportRun, run_id)
    if run is None or run.state != "previewing":
        return
    report = _run(run, by=None, dry_run=True)
    if report is not None:
        run.preview = _kept(report)
        run.state = "previewed"
        _keep_rejections(run, report)


@job("members.perform_import")
def perform_import(run_id: int, by_id: int) -> None:
    """Import the file, all of it or nothing."""
    run = locked(ImportRun, run_id)
    if run is None or run.state != "importing":
        return
    report = _run(run, by=db.session.get_one(Member, by_id), dry_run=False)
    if report is not None:
        run.outcome = _kept(report)
        run.state = "imported"
        run.finished_at = clock.now()
        _keep_rejections(run, report)
        later("members.forget_import", key=f"import:{run.id}:forget", run_id=run.id)


@job("members.forget_import")
def forget_import(run_id: int) -> None:
    """Delete the upload: it is full of people. A discarded run's rejections go with it."""
    run = db.session.get(ImportRun, run_id)
    if run is None or run.state not in ("imported", "discarded", "refused"):
        return
    files().delete(run.file_key)
    if run.state == "discarded":
        files().delete(run.rejections_key)


def _run(run: ImportRun, *, by: Member | None, dry_run: bool) -> Report | None:
    """The report, or None when the file was refused, which the run then says."""
    settings = current_app.config["HUB"]
    try:
        with files().open(run.file_key) as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            reading, comparing = _progress(run.id, size)
            lines = read(stream, max_bytes=settings.import_max_mb * 1024 * 1024, progress=reading)
            return import_members(
                lines,
                by=by,
                secret=settings.secret_key,
                subject=run,
                dry_run=dry_run,
                progress=comparing,
            )
    except FileNotFoundError:
        _refuse(run, NotReady().sentence)
    except FileRefused as refusal:
        _refuse(run, refusal.sentence)
    finally:
        import_progress.clear(run.id)
    return None


def _progress(run_id: int, size: int) -> tuple[Callable[[int], None], Callable[[int, int], None]]:
    """Half the way is reading, the other half comparing and writing."""
    import_progress.tell(run_id, 0)
    return (
        lambda done: import_progress.tell(run_id, 50 * done // max(size, 1)),
        lambda done, total: import_progress.tell(run_id, 50 + 50 * done // max(total, 1)),
    )


def _refuse(run: ImportRun, sentence: Any) -> None:
    with force_locale("en"):
        run.refusal = str(sentence)
    run.state = "refused"
    run.finished_at = clock.now()
    later("members.forget_import", key=f"import:{run.id}:forget", run_id=run.id)


def _kept(report: Report) -> dict[str, Any]:
    """The report as the run keeps it: counts, and the first lines that want eyes."""
    return {
        **report.counts(),
        "companies_new": report.companies_new,
        "companies_changed": report.companies_changed,
        "changes": report.changes,
        "rejections": [[r.line, r.reason, r.detail] for r in report.rejections[:SHOWN]],
        "warned": report.warned[:SHOWN],
    }


def _keep_rejections(run: ImportRun, report: Report) -> None:
    with force_locale("en"):
        rows = [(r.line, r.reason, REASONS[r.reason], r.detail) for r in report.rejections]
        lines = csv_lines(("Line", "Reason", "In words", "Detail"), rows)
        files().put(run.rejections_key, b"".join(lines))
