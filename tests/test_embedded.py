"""The servers of the embedded mode, really started, killed and started again."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
import pytest
import redis

import hub.embedded.postgres
import hub.embedded.valkey
from hub.embedded import EmbeddedError, Server, start_postgres, start_valkey
from tests.live import eventually, is_gone

# What `hub run` does, as far as the servers see it: start them, and then live on.
PARENT = """
import sys, time
from pathlib import Path
from hub.embedded import start_postgres, start_valkey
servers = [start(Path(sys.argv[1])) for start in (start_postgres, start_valkey)]
for server in servers:
    print(server.pid, server.url, flush=True)
time.sleep(60)
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the leash is Linux's")


@contextmanager
def running(start: Callable[..., Server], var: Path) -> Iterator[Server]:
    server = start(var, durable=False)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@contextmanager
def servers_of_another_process(var: Path) -> Iterator[tuple[int, list[int], list[str]]]:
    """Yields the parent's pid, the servers' pids and their URLs; nothing of it survives."""
    command = [sys.executable, "-c", PARENT, str(var)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pids, urls = zip(*(parent.stdout.readline().split() for _ in range(2)), strict=True)
        try:
            yield parent.pid, [int(pid) for pid in pids], list(urls)
        finally:
            parent.kill()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def test_postgres_is_ready_for_the_hub(var: Path) -> None:
    with running(start_postgres, var) as server, connected(server.url) as database:
        found = database.execute(
            "SELECT current_database(), pg_encoding_to_char(encoding), datlocprovider::text,"
            " datlocale, current_setting('listen_addresses'), current_setting('TimeZone')"
            " FROM pg_database WHERE datname = 'hub'"
        ).fetchone()
        names = {name for (name,) in database.execute("SELECT extname FROM pg_extension")}
        alike = database.execute("SELECT similarity('Иван', 'иван')").fetchone()
    assert found == ("hub", "UTF8", "b", "C.UTF-8", "", "UTC")
    assert names >= {"pg_trgm", "citext", "unaccent", "btree_gist"}
    assert alike == (1.0,), "names in any script have trigrams"


def test_postgres_finds_its_data_again(var: Path) -> None:
    with running(start_postgres, var) as server, connected(server.url) as database:
        database.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    started = time.monotonic()
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert time.monotonic() - started < 5
        assert database.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert is_gone(server.pid)


def test_valkey_finds_its_data_again(var: Path) -> None:
    for expected in (1, 2):
        with running(start_valkey, var) as server, redis.from_url(server.url) as client:
            assert client.incr("starts") == expected
            assert client.config_get("port") == {"port": "0"}
    assert is_gone(server.pid)


def test_a_deep_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    var = tmp_path / ("deep and " + 100 * "d") / "var"
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)
        socket_dir = Path(database.info.host)
        assert socket_dir.stat().st_mode & 0o077 == 0
    with running(start_valkey, var) as server, redis.from_url(server.url) as client:
        assert client.ping()
    assert not socket_dir.exists()


@pytest.mark.parametrize("start", [start_postgres, start_valkey])
def test_a_folder_has_one_server_at_a_time(start: Callable[..., Server], var: Path) -> None:
    with running(start, var):
        with pytest.raises(EmbeddedError, match=f"{os.getpid()}.*HUB_DATA_DIR"):
            start(var)
        with pytest.raises(EmbeddedError, match="HUB_DATA_DIR"):
            start(var)
    with running(start, var):
        pass


def test_everything_killed_at_once_loses_nothing(var: Path) -> None:
    with servers_of_another_process(var) as (parent, pids, urls):
        with connected(urls[0]) as database:
            database.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        with redis.from_url(urls[1]) as client:
            client.set("kept", "42")
        for pid in (*pids, parent):
            os.kill(pid, signal.SIGKILL)
    assert (var / "postgres" / "postmaster.pid").exists()
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert database.execute("SELECT answer FROM kept").fetchone() == (42,)
    with running(start_valkey, var) as server, redis.from_url(server.url) as client:
        assert client.get("kept") == b"42"


@linux_only
def test_servers_end_with_their_killed_parent(var: Path) -> None:
    with servers_of_another_process(var) as (parent, pids, _):
        os.kill(parent, signal.SIGKILL)
    assert all(eventually(lambda pid=pid: is_gone(pid)) for pid in pids)


def test_a_leftover_server_is_ended_and_replaced(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where the system has no leash a server outlives its parent, but the parent's lock does not.
    with monkeypatch.context() as without_lock:
        without_lock.setattr(hub.embedded.postgres, "lock", lambda *_: nullcontext())
        without_lock.setattr(hub.embedded.valkey, "lock", lambda *_: nullcontext())
        leftovers = [start(var) for start in (start_postgres, start_valkey)]
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)
    with running(start_valkey, var) as server, redis.from_url(server.url) as client:
        assert client.ping()
    assert all(is_gone(leftover.pid) for leftover in leftovers)
    for leftover in leftovers:
        leftover.stop()


@linux_only
def test_a_query_that_outlives_its_server_is_no_obstacle(var: Path) -> None:
    first = start_postgres(var, durable=False)
    # No `with`: its COMMIT could not be sent after this query.
    database = psycopg.connect(first.url.replace("+psycopg", ""), autocommit=True)
    database.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000)")
    os.kill(first.pid, signal.SIGKILL)
    first.stop()
    with running(start_postgres, var) as second, connected(second.url) as other:
        assert other.execute("SELECT 1").fetchone() == (1,)
    database.close()


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(var: Path) -> None:
    with running(start_postgres, var):
        pass
    pid_file = var / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n")
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_initdb_is_no_obstacle(var: Path) -> None:
    draft = var / "postgres.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    with running(start_postgres, var) as server, connected(server.url) as database:
        assert database.execute("SELECT 1").fetchone() == (1,)


def test_a_server_that_cannot_start_says_why(var: Path) -> None:
    with running(start_postgres, var):
        pass
    (var / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedError, match=r"did not start.*incompatible.*postgres\.log"):
        start_postgres(var)


@pytest.mark.parametrize(
    ("start", "variable"),
    [(start_postgres, "HUB_DATABASE_URL"), (start_valkey, "HUB_REDIS_URL")],
)
def test_a_platform_without_the_wheel_is_told_what_to_set(
    start: Callable[..., Server],
    variable: str,
    var: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedError, match=variable):
        start(var)
