"""Starts a program that does not outlive its parent. Also run as a file, between the two.

`python leash.py SIGNAL PARENT UID GID PROGRAM [ARGUMENT…]` becomes PROGRAM. A file of its own, and
not `preexec_fn`, because Python between fork and exec is unsafe as soon as there are threads. It
imports nothing of the hub, so it costs some 20 ms.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def leashed(
    argv: Sequence[str], sig: signal.Signals, uid: int | None = None, gid: int | None = None
) -> list[str]:
    """The command line that runs `argv` on a leash.

    On Linux the program gets `sig` when the *thread* that started it ends, even by SIGKILL: start
    from the main thread. Elsewhere it only changes the user, if asked to.
    """
    who = [os.geteuid() if uid is None else uid, os.getegid() if gid is None else gid]
    numbers = [int(sig), os.getpid(), *who]
    return [sys.executable, "-I", "-S", __file__, *map(str, numbers), *argv]


def _become(argv: list[str]) -> None:
    sig, parent, uid, gid = map(int, argv[:4])
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        # After setuid, which clears it; and the parent may be gone before the call took effect.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, sig)
        if os.getppid() != parent:
            sys.exit(1)
    program = argv[4:]
    try:
        os.execvp(program[0], program)
    except OSError as error:
        sys.exit(f"{program[0]} cannot be run: {error.strerror}.")


if __name__ == "__main__":
    _become(sys.argv[1:])
