"""hub run: the whole hub at a desk, from servers to workers, and its end."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from flask import Flask

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import from_env
from hub.demo.data_files import read
from hub.demo.programme import is_empty, load_demo
from hub.demo.sign_ins import SIGN_INS, set_passwords
from hub.embedded import EmbeddedError, start_postgres, start_valkey
from hub.processes import (
    Child,
    PortError,
    Supervisor,
    ensure_port_free,
    interrupt_on_sigterm,
    wait_for_http,
)

HOST = "127.0.0.1"
# On two cores a synchronous worker per core answers the most pages a second.
WEB_WORKERS = max(2, min(4, os.cpu_count() or 2))


@click.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True, help="Also by PORT.")
def run(port: int) -> None:
    """Run the hub here: database, queue, web server, worker, relay and clock."""
    interrupt_on_sigterm()
    try:
        ensure_port_free(HOST, port)
        with ExitStack() as stack:
            stack.enter_context(_environment(port))
            app = _prepared()
            family = stack.enter_context(Supervisor(_children(port)))
            if wait_for_http(f"http://{HOST}:{port}/healthz", 120, family.tend):
                _announce(app)
            family.wait()
    except (EmbeddedError, PortError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        # Asked to stop before everything was up: what had started has been stopped on the way.
        click.echo("Stopped.")
    sys.exit(0)


@contextmanager
def _environment(port: int) -> Iterator[None]:
    """The servers that no variable names, started here, and the variables that lead to them."""
    data_dir = Path(os.environ.get("HUB_DATA_DIR") or "var").resolve()
    os.environ["HUB_DATA_DIR"] = str(data_dir)
    os.environ.setdefault("HUB_MODE", "embedded")
    os.environ.setdefault("HUB_BASE_URL", f"http://{HOST}:{port}")
    # What the demo's own pages and news call it.
    os.environ.setdefault("HUB_NAME", read("programme")["hub"])
    # The children's requests would drown the few lines that matter here.
    os.environ.setdefault("HUB_LOG_LEVEL", "WARNING")
    with ExitStack() as stack:
        if not os.environ.get("HUB_DATABASE_URL"):
            click.echo("Starting PostgreSQL …")
            postgres = start_postgres(data_dir)
            stack.callback(postgres.stop)
            os.environ["HUB_DATABASE_URL"] = postgres.url
        if not os.environ.get("HUB_REDIS_URL"):
            click.echo("Starting Valkey …")
            valkey = start_valkey(data_dir)
            stack.callback(valkey.stop)
            os.environ["HUB_REDIS_URL"] = valkey.url
        yield


def _prepared() -> Flask:
    """The app over a migrated database, with the demo programme if it was empty."""
    app = create_app(from_env())
    migrate_database(app)
    with app.test_request_context():
        if app.config["HUB"].embedded and is_empty():
            click.echo("Loading the demo programme …")
            load_demo()
    return app


def _children(port: int) -> list[Child]:
    hub = _beside("hub")
    web = [
        _beside("gunicorn"),
        "hub.app:create_app()",
        f"--bind={HOST}:{port}",
        f"--workers={WEB_WORKERS}",
        "--preload",
        "--no-control-socket",
        "--log-level=warning",
        "--graceful-timeout=5",
    ]
    return [
        Child("worker", [hub, "worker"]),
        Child("relay", [hub, "relay"]),
        Child("cron", [hub, "cron"]),
        Child("web", web),
    ]


def _beside(program: str) -> str:
    """A program of the same installation as this one."""
    beside = Path(sys.executable).with_name(program)
    return str(beside) if beside.exists() else shutil.which(program) or program


def _announce(app: Flask) -> None:
    click.echo(f"\n  The hub is at {app.config['BASE_URL']}\n")
    with app.test_request_context():
        password = set_passwords()
    if password:
        click.echo(
            "  Sign in as one of these, with the password " + click.style(password, bold=True)
        )
        for sign_in in SIGN_INS:
            click.echo(f"    {sign_in.email:<24} {sign_in.who}")
    click.echo("\n  Ctrl-C stops everything; the data stays.\n")


COMMANDS = (run,)
