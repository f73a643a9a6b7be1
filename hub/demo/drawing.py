"""Draws the pictures beside the loading, in a process of its own that dies with this one.

Drawing and encoding are half of the work of the demo; done here, a second core does them. Also run
as a module: `python -m hub.demo.drawing FOLDER`, with the orders pickled on standard input.
"""

import io
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import hub
from hub import pictures
from hub.demo.pictures import cover, portrait
from hub.processes.leash import leashed

COVER = (960, 540)
PORTRAIT = 256
# Of Pillow's seven: half the time of the usual four for files that are a tenth larger.
EFFORT = 2


@dataclass(frozen=True)
class Order:
    """A picture to be drawn: needed at `due`, as a cover or a portrait with what that takes."""

    key: str
    due: datetime
    kind: str
    options: dict[str, Any]


class Studio:
    """Hands out the pictures that were ordered, as soon as they are drawn."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self._folder, self._process = folder, process
        self._drawn: set[str] = set()

    def picture(self, key: str, *, private: bool = False) -> pictures.Picture:
        """A new row with the picture that was ordered under `key`; each call makes a row."""
        assert self._process.stdout is not None
        while key not in self._drawn:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError(f"the picture {key} could not be drawn")
            self._drawn.add(line.decode().strip())
        return pictures.store(_unpacked(self._folder / key), private=private)


@contextmanager
def studio(orders: list[Order]) -> Iterator[Studio]:
    """A studio at work on the orders, those due first first."""
    with tempfile.TemporaryDirectory(prefix="hub-demo-") as folder:
        command = [sys.executable, "-m", "hub.demo.drawing", folder]
        process = subprocess.Popen(
            leashed(command, signal.SIGKILL),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(hub.__file__).parent.parent,
        )
        with process:
            try:
                assert process.stdin is not None
                pickle.dump(sorted(orders, key=lambda order: order.due), process.stdin)
                process.stdin.close()
                yield Studio(Path(folder), process)
            finally:
                process.kill()


def _unpacked(path: Path) -> pictures.Encoded:
    return pickle.loads(path.read_bytes())


def _draw(order: Order) -> pictures.Encoded:
    if order.kind == "portrait":
        content = portrait(size=PORTRAIT, **order.options)
    else:
        content = cover(size=COVER, **order.options)
    return pictures.encode(io.BytesIO(content), order.kind, effort=EFFORT)


def main(folder: Path) -> None:
    """Draw what is ordered on standard input; name each on standard output when it is there."""
    # Ctrl-C reaches the whole group; the parent ends this process when it is time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for order in pickle.load(sys.stdin.buffer):
        (folder / order.key).write_bytes(pickle.dumps(_draw(order)))
        sys.stdout.write(f"{order.key}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
