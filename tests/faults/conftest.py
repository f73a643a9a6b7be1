"""A hub whose processes are going to be killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

import tests.faults.jobs
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.db import db as hub_db
from tests.live import own_settings, processes

assert tests.faults.jobs


@pytest.fixture
def hub(settings: Settings, make_app: Callable[..., Any]) -> Iterator[Flask]:
    """An app whose database and queue no other test touches."""
    app = make_app(**own_settings(settings, "hub_faults", 2).model_dump())
    migrate_database(app)
    with app.app_context():
        yield app
        hub_db.session.remove()


@pytest.fixture
def start(hub: Flask) -> Iterator[Callable[[str], "subprocess.Popen[bytes]"]]:
    """Start one of the programs of `tests.faults.program`."""
    with processes(hub) as run:
        yield lambda program: run([sys.executable, "-m", "tests.faults.program", program])
