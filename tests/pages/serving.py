"""A hub to look at and the browser to look with."""

import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Playwright

from hub.commands.run import HOST
from hub.processes import wait_for_http
from tests.live import Start, processes

# As root Chromium wants --no-sandbox; the others keep it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path(playwright: Playwright) -> str | None:
    """Chromium from the PATH, else Playwright's own, if it is there."""
    own = playwright.chromium.executable_path
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or (own if Path(own).exists() else None)


def free_url() -> str:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return f"http://{HOST}:{probe.getsockname()[1]}"


@contextmanager
def served(app: Flask, url: str) -> Iterator[Start]:
    """Web servers of `app`'s hub at that address; yields what starts more processes of it."""
    web = [sys.executable, "-m", "gunicorn", "hub.app:create_app()", f"--bind={url[7:]}"]
    with processes(app) as start:
        start([*web, "--workers=2", "--no-control-socket", "--log-level=warning"])
        assert wait_for_http(f"{url}/readyz", 90), "the web server did not come up"
        yield start
