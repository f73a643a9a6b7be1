"""hub worker, relay, cron, migrate: the processes a hub is made of."""

import signal
import threading
from types import FrameType

import click
from flask import Flask
from flask_migrate import upgrade
from rq import Worker
from rq.cron import CronScheduler

from hub.app import create_app
from hub.cron import SCHEDULE
from hub.db import db, transaction
from hub.members.operations.roles import sync_roles
from hub.outbox.relay import run_relay
from hub.queue import QUEUE, queue, redis


@click.command()
def migrate() -> None:
    """Bring the database to this version of the hub."""
    migrate_database(create_app())


def migrate_database(app: Flask) -> None:
    """Run the migrations that are missing, and copy the roles in."""
    with app.app_context():
        upgrade()
        with transaction():
            sync_roles()


@click.command()
def worker() -> None:
    """Run jobs. Start as many as you need."""
    app = create_app()
    with app.app_context():
        # The work-horse forks from here: no database connection may be open yet.
        Worker([QUEUE], connection=redis()).work(logging_level="WARNING")


@click.command()
def relay() -> None:
    """Hand jobs from the outbox to the queue."""
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    app = create_app()
    with app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        run_relay(queue(), url, stopping.is_set)


@click.command()
def cron() -> None:
    """Promise the jobs that are due by the clock."""
    app = create_app()
    with app.app_context():
        scheduler = CronScheduler(connection=redis(), logging_level="WARNING")
        for entry in SCHEDULE:
            scheduler.register(entry.function, queue_name=QUEUE, cron=entry.cron)
        scheduler.start()


COMMANDS = (migrate, worker, relay, cron)
