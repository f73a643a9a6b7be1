"""A hub of its own with the demo programme, for tools that look at it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.demo.data_files import read
from hub.embedded import start_postgres, start_valkey
from tests.pages.programme import load
from tests.pages.serving import free_url, served


@contextmanager
def hub() -> Iterator[Flask]:
    """A running hub in a folder of its own, of which nothing is left."""
    folder = Path(tempfile.mkdtemp(prefix="hub-tool-"))
    try:
        say("Starting a hub and loading the demo programme …")
        postgres = start_postgres(folder / "servers", durable=False)
        try:
            valkey = start_valkey(folder / "servers")
            try:
                with _over(postgres.url, valkey.url, folder) as app:
                    yield app
            finally:
                valkey.stop()
        finally:
            postgres.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _over(database_url: str, redis_url: str, folder: Path) -> Iterator[Flask]:
    url = free_url()
    app = create_app(
        Settings(
            mode="embedded",
            database_url=database_url,
            redis_url=redis_url,
            data_dir=folder,
            base_url=url,
            name=read("programme")["hub"],
            rate_limits=False,
            log_level="ERROR",
        )
    )
    migrate_database(app)
    load(app)
    with served(app, url):
        yield app


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201
