"""One program to keep running, in a session of its own."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from hub.processes.leash import leashed

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# A child that lived this long was healthy: its next death is not one more in a row.
HEALTHY_SECONDS = 30.0


@dataclass(frozen=True)
class Child:
    """A program to keep running. `env` is added to our own environment."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class Keeper:
    """Keeps one child running."""

    def __init__(self, child: Child, grace: float) -> None:
        self._child = child
        self._grace = grace
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._due = 0.0
        self._deaths = 0

    @property
    def pause(self) -> float:
        """Seconds until `tend` has something to do, unless the child dies."""
        return 3600.0 if self._process else max(0.0, self._due - time.monotonic())

    def tend(self) -> None:
        if self._process and self._process.poll() is not None:
            self._mourn(self._process)
        if self._process is None and time.monotonic() >= self._due:
            self._start()

    def _start(self) -> None:
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            leashed(self._child.argv, signal.SIGTERM),
            stdin=subprocess.DEVNULL,
            env={**os.environ, **self._child.env},
            start_new_session=True,
        )

    def _mourn(self, process: subprocess.Popen[bytes]) -> None:
        _kill_session(process.pid)
        lived = time.monotonic() - self._started
        self._deaths = 0 if lived > HEALTHY_SECONDS else self._deaths + 1
        pause = min(FIRST_PAUSE * 2 ** max(0, self._deaths - 1), LONGEST_PAUSE)
        self._due = time.monotonic() + pause
        self._process = None
        log.warning(
            "%s ended (%s); starting it again in %g s.",
            self._child.name,
            _how(process.returncode),
            pause,
        )

    def stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.terminate()
        try:
            process.wait(self._grace)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in %g s; killing it.", self._child.name, self._grace)
            process.kill()
            process.wait()
        _kill_session(process.pid)


def _how(returncode: int) -> str:
    return f"signal {-returncode}" if returncode < 0 else f"exit code {returncode}"


def _kill_session(leader: int) -> None:
    for pid in _processes():
        with suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader:
                os.kill(pid, signal.SIGKILL)


def _processes() -> Iterator[int]:
    if os.path.isdir("/proc/self"):
        yield from (int(name) for name in os.listdir("/proc") if name.isdigit())
    else:
        listed = subprocess.run(["ps", "-axo", "pid="], capture_output=True, text=True, check=False)
        yield from map(int, listed.stdout.split())
