"""The `hub` command."""

import sys

import click

from hub.commands import data, demo, importing, people, processes, run
from hub.config import ConfigError

COMMANDS = (
    *run.COMMANDS,
    *demo.COMMANDS,
    *processes.COMMANDS,
    *people.COMMANDS,
    *data.COMMANDS,
    *importing.COMMANDS,
)


@click.group()
def hub() -> None:
    """An advocate community hub."""


for command in COMMANDS:
    hub.add_command(command)


def main() -> None:
    """Entry point: a wrong setting is one sentence on standard error, not a traceback."""
    try:
        hub()
    except ConfigError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
