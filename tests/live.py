"""A hub of real processes on a database of its own, for tests that kill things or click."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from hub.config import Settings
from hub.queue import redis

ROOT = Path(__file__).parent.parent


def own_settings(settings: Settings, name: str, valkey_db: int) -> Settings:
    """Settings that lead to a new, empty database of that name and another part of the queue."""
    url = settings.database_url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return settings.model_copy(
        update={
            "database_url": settings.database_url.replace("/hub?", f"/{name}?"),
            "redis_url": settings.redis_url.replace("db=0", f"db={valkey_db}"),
        }
    )


def environment(settings: Settings) -> dict[str, str]:
    """The variables by which a process gets these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return kept | {
        "HUB_MODE": settings.mode,
        "HUB_DATABASE_URL": settings.database_url,
        "HUB_REDIS_URL": settings.redis_url,
        "HUB_DATA_DIR": str(settings.data_dir),
        "HUB_SECRET_KEY": settings.secret_key,
        "HUB_BASE_URL": settings.base_url,
        "HUB_NAME": settings.name,
        "HUB_RATE_LIMITS": str(settings.rate_limits),
        "HUB_LOG_LEVEL": "WARNING",
    }


Start = Callable[[Sequence[str]], "subprocess.Popen[bytes]"]


@contextmanager
def processes(app: Flask) -> Iterator[Start]:
    """Start processes of `app`'s hub; whatever of them is left at the end is ended."""
    env = environment(app.config["HUB"])
    started: list[subprocess.Popen[bytes]] = []

    def start(argv: Sequence[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(argv, cwd=ROOT, env=env, start_new_session=True)
        started.append(process)
        return process

    with app.app_context():
        redis().flushdb()
    try:
        yield start
    finally:
        for process in reversed(started):
            kill_session(process)
        with app.app_context():
            redis().flushdb()


def kill_session(process: "subprocess.Popen[bytes]") -> None:
    """SIGKILL the process and all that it started, work-horses with groups of their own too."""
    for pid in session_members(process.pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait(timeout=10)


def session_members(session: int) -> list[int]:
    """The processes of a session, by /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == session:
            found.append(int(entry.name))
    return found


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Look until it is so. Fails with `what` was waited for."""
    if not eventually(condition, seconds):
        pytest.fail(f"waited {seconds} s in vain: {what}")


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it becomes so within that time."""
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def is_gone(pid: int) -> bool:
    """Ended; a zombie that nobody collects counts as ended."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/status")
        return status.exists() and "\nState:\tZ" in status.read_text()
    except (ProcessLookupError, FileNotFoundError):
        return True
