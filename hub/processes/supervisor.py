"""Keeps the programs of `hub run` alive together, and ends them together."""

import os
import select
import signal
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Self

from hub.processes.children import Child, Keeper

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Runs children, starts again the ones that die, and stops them all on Ctrl-C or SIGTERM.

        with Supervisor([Child("web", ["gunicorn", …]), …]) as family:
            if wait_for_http(url, 60, family.tend):
                announce(url)
            return family.wait()

    Children share our output. Each has a session of its own, so that Ctrl-C reaches only us and
    they end in reverse order; what is left of a session when its child has ended is killed (rq's
    work-horse outlives a killed worker). On Linux they get SIGTERM should we be killed. After a
    stop signal further ones are ignored for good. Use it in the main thread.
    """

    def __init__(self, children: Sequence[Child], grace: float = 10.0) -> None:
        """`grace`: seconds each child has between SIGTERM and SIGKILL."""
        self._keepers = [Keeper(child, grace) for child in children]
        self._stopping = False
        self._previous: dict[signal.Signals, signal._HANDLER] = {}

    def __enter__(self) -> Self:
        self._listen()
        try:
            self.tend()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for keeper in reversed(self._keepers):
            keeper.stop()
        self._deafen()

    def run(self) -> int:
        """Start, wait to be stopped, stop. Returns the exit code, 0."""
        with self:
            return self.wait()

    def wait(self) -> int:
        """Mind the children until a stop signal comes. Returns the exit code, 0."""
        while self.tend():
            pause = min((keeper.pause for keeper in self._keepers), default=None)
            select.select([self._ear], [], [], pause)
            with suppress(BlockingIOError):
                os.read(self._ear, 4096)
        return 0

    def tend(self) -> bool:
        """Start what is due to start. Returns False, and does nothing, once asked to stop."""
        for keeper in self._keepers:
            if not self._stopping:
                keeper.tend()
        return not self._stopping

    def _listen(self) -> None:
        """Let stop signals and dying children wake `wait`, through a pipe: nothing else is safe."""
        self._ear, self._mouth = os.pipe()
        os.set_blocking(self._ear, False)
        os.set_blocking(self._mouth, False)
        self._previous_mouth = signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)
        for sig in (*STOP_SIGNALS, signal.SIGCHLD):
            if sig == signal.SIGHUP and signal.getsignal(sig) == signal.SIG_IGN:
                continue  # started by nohup
            handler = _nothing if sig == signal.SIGCHLD else self._ask_to_stop
            self._previous[sig] = signal.signal(sig, handler)

    def _deafen(self) -> None:
        for sig, handler in self._previous.items():
            # Whoever was asked to stop has more to stop; a second Ctrl-C must not cut that short.
            ignored = self._stopping and sig in STOP_SIGNALS
            signal.signal(sig, signal.SIG_IGN if ignored else handler)
        signal.set_wakeup_fd(self._previous_mouth)
        os.close(self._ear)
        os.close(self._mouth)

    def _ask_to_stop(self, _signum: int, _frame: FrameType | None) -> None:
        self._stopping = True


def _nothing(_signum: int, _frame: FrameType | None) -> None:
    """A signal without a handler would not wake anybody."""


def interrupt_on_sigterm() -> None:
    """Let SIGTERM and SIGHUP raise KeyboardInterrupt as Ctrl-C does, so that `with` cleans up.

    For the time before a Supervisor listens, while servers start and migrations run.
    """
    for sig in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(sig) == signal.SIG_DFL:
            signal.signal(sig, signal.default_int_handler)
