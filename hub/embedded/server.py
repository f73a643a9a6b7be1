"""What the two embedded servers share: a lock on their data, a log, a start and an end."""

import atexit
import fcntl
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from hub.embedded.places import Account
from hub.processes.leash import leashed

LOG_LIMIT = 10_000_000

# A signal, and how many seconds to wait for it to work before the next one.
Ending = tuple[tuple[signal.Signals, float], ...]


class EmbeddedError(RuntimeError):
    """An embedded server cannot be had. The message is a sentence for the terminal."""


class Server:
    """A server that belongs to this process. `url` is what its clients need, `pid` its process."""

    def __init__(
        self, url: str, process: subprocess.Popen[bytes], ending: Ending, resources: ExitStack
    ) -> None:
        self.url = url
        self.pid = process.pid
        self._process = process
        self._ending = ending
        self._resources = resources
        self._owner = os.getpid()
        atexit.register(self.stop)

    def stop(self) -> None:
        """End the server and free its data folder. Harmless when repeated, or in a forked child."""
        if os.getpid() != self._owner:
            return
        end(self._process, self._ending)
        self._resources.close()
        # Only now: an impatient Ctrl-C may have cut the lines above short.
        atexit.unregister(self.stop)


def end(process: subprocess.Popen[bytes], ending: Ending) -> None:
    """Send one signal after the other until `process` has ended, and reap it."""
    for sig, patience in ending:
        if process.poll() is not None:
            return
        process.send_signal(sig)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    process.kill()
    process.wait()


def lock(data_dir: Path, name: str) -> IO[str]:
    """Take the data of server `name` for this process; closing the file, or any death, frees it.

    Raises EmbeddedError when a living process has it.
    """
    file = (data_dir / f"{name}.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise EmbeddedError(
            f"{data_dir} is in use by another hub (process {holder or 'unknown'}); "
            "stop that one, or set HUB_DATA_DIR to a folder of its own."
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def launch(
    argv: Sequence[str], log: Path, leash: signal.Signals, account: Account
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, out of reach of the terminal's Ctrl-C."""
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as output:
        return subprocess.Popen(
            leashed(argv, leash, account.uid, account.gid),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment(),
            umask=0o077,
            start_new_session=True,
        )


def environment() -> dict[str, str]:
    """What a server may know of ours: no PG* variable, no language, no local time zone."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def size(log: Path) -> int:
    """How much `log` holds already, for `complaint` to skip."""
    return log.stat().st_size if log.exists() else 0


def complaint(log: Path, told: int, pattern: str) -> str:
    """The last line after the first `told` bytes of `log` that says why a server gave up."""
    text = log.read_bytes()
    lines = text[told if told <= len(text) else 0 :].decode(errors="replace").splitlines()
    matching = [line for line in lines if re.search(pattern, line)]
    return (matching or lines or ["it said nothing"])[-1].strip()
