"""Where an embedded server may live and as whom: users, folders, sockets."""

import fcntl
import hashlib
import logging
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

# A unix socket's path may have 107 bytes on Linux and 103 on macOS; the longest name is
# "/.s.PGSQL.5432".
SOCKET_DIR_LIMIT = 103 - len("/.s.PGSQL.5432")

# What needs no quoting in a URL, in PostgreSQL's settings and in libpq's host lists.
PLAIN = re.compile(r"[\w/.+-]+", re.ASCII)

ROOTS_STAND_IN = "hub-postgres"


@dataclass(frozen=True)
class Account:
    """The user a server runs as."""

    uid: int
    gid: int

    @classmethod
    def mine(cls) -> "Account":
        """The user of this process."""
        return cls(os.geteuid(), os.getegid())


def account_for(data: Path) -> Account | None:
    """As whom to run a server that refuses root: the owner of `data`, else ourselves.

    For root without data yet that is a system user made for it. Returns None where there is none
    to be had.
    """
    if os.geteuid() != 0:
        return Account.mine()
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    return _stand_in()


def _stand_in() -> Account | None:
    """The system user for root's databases, made where there is none yet."""
    with _alone():
        entry = _find_user() or _make_user()
    return Account(entry.pw_uid, entry.pw_gid) if entry else None


@contextmanager
def _alone() -> Iterator[None]:
    """One first start after the other: a second useradd at once gives the same name another uid."""
    folder = os.open("/etc", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _find_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(ROOTS_STAND_IN)
    except KeyError:
        return None


def _make_user() -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path=f"/usr/sbin:/sbin:{os.environ.get('PATH', '')}")
    if useradd is None:
        return None
    command = [useradd, "--system", "--user-group", "--no-create-home", ROOTS_STAND_IN]
    for _ in range(10):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            break
        # Something else is at /etc/passwd.
        time.sleep(0.2)
    return _find_user()


def data_folder(path: Path) -> Path:
    """The real path of the folder for all data, made if need be, for its owner's eyes only.

    Root's can be passed through, since its database runs as another user.
    """
    path = path.resolve()
    path.mkdir(mode=0o700 if os.geteuid() else 0o711, parents=True, exist_ok=True)
    return path


def private_dir(path: Path, account: Account) -> Path:
    """Make `path` a folder that only `account` (and root) can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if path.stat().st_uid != account.uid:
        os.chown(path, account.uid, account.gid)
    return path


def give(tree: Path, account: Account) -> None:
    """Hand `tree` to `account`, as after a backup that root restored."""
    for path in [tree, *tree.rglob("*")]:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def make_reachable(path: Path, account: Account) -> None:
    """As root, let `account` pass through the folders above `path`: search, not list."""
    if os.geteuid() != 0 or account.uid == 0:
        return
    for folder in path.resolve().parents:
        status = folder.stat()
        if not _may_pass(status, account):
            folder.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)
            log.warning("Made %s passable (o+x): the database runs as another user.", folder)


def _may_pass(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def make_readable(tree: Path) -> None:
    """Undo what root's strict umask did to installed programs: all may read and run them."""
    for path in [tree, *tree.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode | (0o055 if path.is_dir() or mode & stat.S_IXUSR else 0o044))


def socket_dir(data_dir: Path, name: str, account: Account) -> Path:
    """A private, empty folder for the socket of server `name`, whose path is short and plain.

    Under `data_dir` if that allows it, else under the system's folder for temporary files.
    """
    path = data_dir / "run" / name
    if _fits(path):
        private_dir(path, account)
    else:
        path = _temporary(f"{account.uid}:{data_dir}:{name}", account)
    make_reachable(path, account)
    for stale in path.iterdir():
        stale.unlink()
    return path


def _temporary(identity: str, account: Account) -> Path:
    """The same name every time, so that a crash leaves no litter, unless somebody else holds it."""
    base = next(b for b in (tempfile.gettempdir(), "/tmp") if _fits(Path(b) / "hub-0123456789"))
    path = Path(base) / f"hub-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        status = path.lstat()
        ours = stat.S_ISDIR(status.st_mode) and status.st_uid in (os.geteuid(), account.uid)
        if not ours or status.st_mode & 0o077:
            path = Path(tempfile.mkdtemp(prefix="hub-", dir=base))
    return private_dir(path, account)


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= SOCKET_DIR_LIMIT and bool(PLAIN.fullmatch(str(path)))
