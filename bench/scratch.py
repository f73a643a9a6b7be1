"""A hub of its own for a measurement: an empty, migrated database that is gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.db import db
from hub.embedded import start_postgres, start_valkey


@contextmanager
def scratch() -> Iterator[Path]:
    """An app context over the database, and a folder for files; nothing of both is left."""
    folder = Path(tempfile.mkdtemp(prefix="hub-bench-"))
    postgres = start_postgres(folder / "servers")
    valkey = start_valkey(folder / "servers")
    try:
        app = create_app(
            Settings(
                mode="embedded",
                database_url=postgres.url,
                redis_url=valkey.url,
                data_dir=folder,
                log_level="ERROR",
            )
        )
        migrate_database(app)
        with app.app_context():
            yield folder
            db.engine.dispose()
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
