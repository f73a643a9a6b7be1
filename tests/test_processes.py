"""The supervisor, with real children that are killed, stubborn or in a hurry to die."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from hub.processes import PortError, ensure_port_free, wait_for_http
from tests.live import eventually, is_gone

# Supervises one child per argument, each a piece of Python in a file named after it.
PARENT = """
import sys
from hub.processes import Child, Supervisor
family = [Child(path, [sys.executable, "-I", "-S", path]) for path in sys.argv[1:]]
sys.exit(Supervisor(family, grace=0.5).run())
"""

# Each child appends a line when it is ready, and perhaps another one when it is told to stop.
CHILD = """
import os, signal, subprocess, sys, time
def say(word):
    with open(__file__ + ".log", "a") as log:
        print(word, os.getpid(), time.monotonic(), file=log)
"""
POLITE = """
def stop(*_):
    say("stopped")
    sys.exit()
signal.signal(signal.SIGTERM, stop)
say("ready")
time.sleep(60)
"""
STUBBORN = """
signal.signal(signal.SIGTERM, signal.SIG_IGN)
say("ready")
time.sleep(60)
"""
# As rq's worker does: the one that works has a process group of its own.
WITH_A_HORSE = """
if os.fork() == 0:
    os.setpgrp()
    say("horse")
    time.sleep(60)
say("ready")
time.sleep(60)
"""
SHORT_LIVED = """
say("ready")
sys.exit(3)
"""


class Family:
    """A supervisor in a process of its own, and what its children have said."""

    def __init__(self, process: subprocess.Popen[str], children: list[Path]) -> None:
        self.process = process
        self.children = children

    def said(self, number: int, word: str) -> list[tuple[int, float]]:
        """Who said `word` when, among all lives of one child."""
        log = Path(f"{self.children[number]}.log")
        lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
        return [(int(pid), float(at)) for said, pid, at in lines if said == word]

    def stop(self, sig: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(sig)
        return self.process.wait(10)


@contextmanager
def supervised(folder: Path, *bodies: str) -> Iterator[Family]:
    children = [folder / f"child{number}.py" for number in range(len(bodies))]
    for path, body in zip(children, bodies, strict=True):
        path.write_text(CHILD + body)
    command = [sys.executable, "-c", PARENT, *map(str, children)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            family = Family(process, children)
            for number in range(len(children)):
                assert eventually(lambda number=number: bool(family.said(number, "ready")))
            yield family
        finally:
            if process.poll() is None:
                family.stop()
    born = [
        pid
        for n in range(len(children))
        for w in ("ready", "horse")
        for pid, _ in family.said(n, w)
    ]
    assert all(eventually(lambda pid=pid: is_gone(pid)) for pid in born), "orphans"


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_all_in_reverse_order(tmp_path: Path, sig: signal.Signals) -> None:
    with supervised(tmp_path, POLITE, POLITE, POLITE) as family:
        assert family.stop(sig) == 0
        ends = [family.said(number, "stopped") for number in range(3)]
    assert all(len(end) == 1 for end in ends)
    first, second, third = (end[0][1] for end in ends)
    assert third < second < first


def test_ctrl_c_twice_reaches_no_child(tmp_path: Path) -> None:
    with supervised(tmp_path, POLITE, STUBBORN) as family:
        for _ in range(2):
            # As a terminal does, and `make` in front of us: the whole foreground group.
            os.killpg(family.process.pid, signal.SIGINT)
            time.sleep(0.2)
        assert family.process.wait(10) == 0
        assert len(family.said(0, "stopped")) == 1


def test_a_stubborn_child_is_killed_after_the_grace_period(tmp_path: Path) -> None:
    with supervised(tmp_path, STUBBORN) as family:
        asked = time.monotonic()
        assert family.stop() == 0
        assert 0.5 <= time.monotonic() - asked < 5


def test_a_killed_child_is_started_again(tmp_path: Path) -> None:
    with supervised(tmp_path, POLITE) as family:
        (first, _) = family.said(0, "ready")[0]
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: len(family.said(0, "ready")) == 2)
        assert family.said(0, "ready")[1][0] != first


def test_a_child_that_keeps_dying_is_started_ever_more_slowly(tmp_path: Path) -> None:
    with supervised(tmp_path, SHORT_LIVED) as family:
        assert eventually(lambda: len(family.said(0, "ready")) == 3)
        first, second, third = (at for _, at in family.said(0, "ready"))
        family.stop()
        assert family.process.stderr
        complaints = family.process.stderr.read()
    assert third - second > second - first >= 0.5
    assert "exit code 3" in complaints


def test_what_a_killed_worker_was_running_ends_too(tmp_path: Path) -> None:
    with supervised(tmp_path, WITH_A_HORSE) as family:
        assert eventually(lambda: bool(family.said(0, "horse")))
        (horse, _) = family.said(0, "horse")[0]
        os.kill(family.said(0, "ready")[0][0], signal.SIGKILL)
        assert eventually(lambda: is_gone(horse))


@pytest.mark.skipif(sys.platform != "linux", reason="the leash is Linux's")
def test_children_end_with_their_killed_supervisor(tmp_path: Path) -> None:
    with supervised(tmp_path, POLITE) as family:
        family.process.kill()
        assert eventually(lambda: bool(family.said(0, "stopped")))


class NotFound(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_any_answer_means_that_the_web_server_is_there() -> None:
    with HTTPServer(("127.0.0.1", 0), NotFound) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        assert wait_for_http(f"http://127.0.0.1:{server.server_port}/", 5)
        server.shutdown()
        thread.join()


def test_waiting_for_an_answer_ends(unused_port: int) -> None:
    url = f"http://127.0.0.1:{unused_port}/"
    assert not wait_for_http(url, 0.2)
    assert not wait_for_http(url, 60, lambda: False)


def test_a_taken_port_is_named_in_time(unused_port: int) -> None:
    ensure_port_free("127.0.0.1", unused_port)
    refused = pytest.raises(PortError, match=f"Port {unused_port} is in use.*set PORT")
    with socket.create_server(("127.0.0.1", unused_port)), refused:
        ensure_port_free("127.0.0.1", unused_port)


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
