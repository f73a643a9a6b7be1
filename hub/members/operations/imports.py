"""An uploaded export: taken in, then imported or discarded."""

import uuid
from typing import IO

from flask_babel import lazy_gettext as _l

from hub import audit, clock
from hub.db import db, locked
from hub.files import files
from hub.members.models import ImportRun, Member
from hub.outbox import later
from hub.refusals import Refusal


class StillRunning(Refusal):
    """A worker has the file in its hands."""

    def __init__(self) -> None:
        super().__init__(_l("The file is being worked on right now. Wait until it is done."))


class NotReady(Refusal):
    """There is no preview to import from: the file was refused or discarded."""

    def __init__(self) -> None:
        super().__init__(_l("This file is no longer here to import. Upload it again."))


def upload(stream: IO[bytes], file_name: str, *, by: Member) -> ImportRun:
    """Keep the file and promise its preview. The flushed run is returned."""
    run = ImportRun(
        created_by=by, file_name=file_name, file_key=f"imports/{uuid.uuid4().hex}/export.csv"
    )
    files().put(run.file_key, stream.read())
    db.session.add(run)
    db.session.flush()
    audit.record(by, "import.uploaded", run, after={"file_name": file_name})
    later("members.preview_import", key=f"import:{run.id}:preview", run_id=run.id)
    return run


def confirm(run: ImportRun, *, by: Member) -> None:
    """Promise the import itself, once: a second press changes nothing.

    Raises `StillRunning` while the preview is made, `NotReady` when there is nothing to import.
    """
    run = _settled(run)
    if run.state in ("importing", "imported"):
        return
    if run.state != "previewed":
        raise NotReady
    run.state = "importing"
    audit.record(by, "import.confirmed", run)
    later("members.perform_import", key=f"import:{run.id}", run_id=run.id, by_id=by.id)


def discard(run: ImportRun, *, by: Member) -> None:
    """Forget the file. Raises `StillRunning`; `NotReady` when it was imported or refused."""
    run = _settled(run)
    if run.state == "discarded":
        return
    if run.state == "importing":
        raise StillRunning
    if run.state != "previewed":
        raise NotReady
    run.state = "discarded"
    run.finished_at = clock.now()
    audit.record(by, "import.discarded", run)
    later("members.forget_import", key=f"import:{run.id}:forget", run_id=run.id)


def _settled(run: ImportRun) -> ImportRun:
    """The run, locked. A running job holds the lock for long, so it is not waited for."""
    if run.state == "previewing":
        raise StillRunning
    if run.state == "importing":
        return run
    return locked(ImportRun, run.id) or run
