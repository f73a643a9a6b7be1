"""A process of the hub that knows the tests' job: `python -m tests.faults.program worker`."""

import os
import signal
import sys
from typing import Any

from rq import Queue

import tests.faults.jobs
from hub.app import create_app
from hub.commands.processes import relay, worker
from hub.outbox.relay import relay_due
from hub.queue import QUEUE, redis

assert tests.faults.jobs


class DyingQueue(Queue):
    """Kills its process right after the enqueue, before the relay can commit."""

    def enqueue(self, *args: Any, **kwargs: Any) -> Any:
        super().enqueue(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)


def dying_relay() -> None:
    with create_app().app_context():
        relay_due(DyingQueue(QUEUE, connection=redis()))


if __name__ == "__main__":
    {"worker": worker, "relay": relay, "dying-relay": dying_relay}[sys.argv.pop()]()
