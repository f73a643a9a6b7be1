"""Servers that outlived their parent, and pid files that outlived their server."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from hub.embedded.server import Ending


def end_leftover(pid_file: Path, folder: Path, ending: Ending) -> None:
    """End the server that `pid_file` names, if it is still at work in `folder`.

    The caller holds the lock on the data, so such a server has lost its parent (where the system
    has no leash) or is just ending. The processes of a server that was killed alone are ended too:
    a long query does not notice, and PostgreSQL does not start beside it.
    """
    _end_main(pid_file, folder, ending)
    for pid in _servers_in(folder):
        _signal(pid, signal.SIGKILL)


def _end_main(pid_file: Path, folder: Path, ending: Ending) -> None:
    try:
        pid = int(pid_file.read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    for sig, patience in ending:
        if _is_at_work(pid, folder):
            _signal(pid, sig)
        deadline = time.monotonic() + patience
        while _is_at_work(pid, folder) and time.monotonic() < deadline:
            time.sleep(0.02)
    if _exists(pid):
        # After a reboot the number is another program's, and PostgreSQL would refuse to start.
        pid_file.unlink(missing_ok=True)


def _is_at_work(pid: int, folder: Path) -> bool:
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == folder
        except OSError:  # gone, a zombie, or somebody else's
            return False
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    return str(folder) in listed.stdout


def _servers_in(folder: Path) -> list[int]:
    if sys.platform != "linux":
        return []
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _is_at_work(pid, folder) and _is_server(pid)]


def _is_server(pid: int) -> bool:
    """Not, say, the shell of somebody who looks around in the folder."""
    try:
        program = Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return False
    return program.startswith(("postgres", "valkey-server"))


def _signal(pid: int, sig: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, sig)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True
