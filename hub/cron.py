"""What happens by the clock. Each entry only promises an outbox job, once per its period."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from hub import clock
from hub.db import transaction
from hub.outbox import later


@dataclass(frozen=True)
class Entry:
    """A function for RQ's cron scheduler, and when, as a crontab line in UTC."""

    function: Callable[[], None]
    cron: str


NIGHTLY = (
    "ledger.reconcile",
    "outbox.prune",
    "members.prune_links",
    "members.count_audiences",
    "home.prune_pictures",
    "challenges.prune_documents",
    "advocacy.lapse_asks",
    "branding.prune_pictures",
)
HOURLY = ("challenges.tell_of_breaches",)
MORNINGS = ("challenges.send_queue_word",)


def nightly() -> None:
    """Promise what is done every night; two schedulers promise it once."""
    _promise(NIGHTLY, f"{clock.today()}")


def hourly() -> None:
    """Promise what is done every hour."""
    _promise(HOURLY, f"{clock.now():%Y-%m-%dT%H}")


def mornings() -> None:
    """Promise what is done before people begin to work."""
    _promise(MORNINGS, f"{clock.today()}")


def _promise(names: tuple[str, ...], period: str) -> None:
    with current_app.app_context(), transaction():
        for name in names:
            later(name, key=f"{name}:{period}")


SCHEDULE = (
    Entry(nightly, "17 2 * * *"),
    Entry(hourly, "7 * * * *"),
    Entry(mornings, "30 5 * * *"),
)
