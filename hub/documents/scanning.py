"""The virus scanner of whoever runs the hub, if there is one: a command that gets the file."""

import shlex
import subprocess
import tempfile

import structlog
from flask import current_app
from flask_babel import lazy_gettext as _l

from hub.refusals import Refusal

SECONDS = 60
_INFECTED = 1
_log = structlog.get_logger(__name__)


class NotClean(Refusal):
    """The scanner says no, or says nothing."""


def scan(content: bytes) -> None:
    """Ask the command of `HUB_SCAN_COMMAND` about the file: 0 is clean, 1 is not, all else failed.

    Raises `NotClean`, also when the scanner could not be asked: nothing goes by unseen.
    """
    command = shlex.split(current_app.config["HUB"].scan_command)
    if not command:
        return
    code = _ask(command, content)
    if code == _INFECTED:
        raise NotClean(_l("The virus scanner warns of this file, so we do not take it."))
    if code != 0:
        raise NotClean(
            _l("This file could not be checked for viruses just now. Try again in a while.")
        )


def _ask(command: list[str], content: bytes) -> int | None:
    """The exit code; None where the command cannot be run or does not come to an end."""
    with tempfile.NamedTemporaryFile(prefix="hub-scan-") as file:
        file.write(content)
        file.flush()
        try:
            done = subprocess.run([*command, file.name], capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            _log.error("scan_failed", error=str(error))
            return None
    if done.returncode not in (0, _INFECTED):
        _log.error(
            "scan_failed", code=done.returncode, said=done.stderr[-500:].decode("utf-8", "replace")
        )
    return done.returncode
