"""hub import members."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.exc import IntegrityError

from hub.app import create_app
from hub.db import db, transaction
from hub.members.importing.reading import Reading, read
from hub.members.importing.report import REASONS, WARNINGS, Report
from hub.members.importing.verb import Progress, import_members
from hub.refusals import Refusal
from hub.spreadsheets import csv_lines

SHOWN = 20


@click.group("import")
def import_group() -> None:
    """Bring data in from other systems."""


@import_group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Count what an import would do; change nothing.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every rejected line and its reason to this CSV.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
def members(file: Path, dry_run: bool, rejected: Path | None, as_json: bool) -> None:
    """Import the CRM's contact export in FILE, a CSV in UTF-8."""
    app = create_app()
    # What people read here is English, like the rest of the command.
    with app.app_context(), force_locale("en"):
        try:
            report = _run(app, file, dry_run)
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from None
        except IntegrityError:
            raise click.ClickException(
                "Somebody changed the same people at the same moment, so nothing was imported. "
                "Run it again."
            ) from None
        if rejected is not None:
            rows = ((r.line, r.reason, r.detail) for r in report.rejections)
            rejected.write_bytes(b"".join(csv_lines(("line", "reason", "detail"), rows)))
        if as_json:
            click.echo(json.dumps(report.counts(), indent=1))
        else:
            _tell(report, dry_run)


def _run(app: Flask, file: Path, dry_run: bool) -> Report:
    settings = app.config["HUB"]
    size = os.path.getsize(file)
    with file.open("rb") as stream, transaction(), _bars(size) as (reading, comparing):
        lines = read(stream, max_bytes=settings.import_max_mb * 1024 * 1024, progress=reading)
        report = import_members(
            lines, by=None, secret=settings.secret_key, dry_run=dry_run, progress=comparing
        )
        if dry_run:
            db.session.rollback()
    return report


@contextmanager
def _bars(size: int) -> Iterator[tuple[Reading | None, Progress | None]]:
    """Progress on a terminal: half the bar for reading, half for comparing and writing."""
    if not sys.stderr.isatty():
        yield None, None
        return
    with click.progressbar(length=1000, label="Importing", file=sys.stderr) as bar:

        def to(permille: int) -> None:
            bar.update(permille - bar.pos)

        yield (
            lambda done: to(500 * done // max(size, 1)),
            lambda done, total: to(500 + 500 * done // max(total, 1)),
        )


def _tell(report: Report, dry_run: bool) -> None:
    """The counts in words, and the first lines that were rejected."""
    counts = report.counts()
    click.echo("A dry run: nothing was changed." if dry_run else "Imported.")
    for name in (
        "rows", "imported", "updated", "unchanged", "duplicates", "tombstoned", "alumni",
        "companies",
    ):  # fmt: skip
        click.echo(f"{counts[name]:>9,}  {name}")
    click.echo(f"{report.rejected.total():>9,}  rejected")
    for reason, count in report.rejected.most_common():
        click.echo(f"{count:>13,}  {reason}: {REASONS[reason]}")
    for warning, count in report.warnings.most_common():
        click.echo(f"{count:>9,}  warned, {warning}: {WARNINGS[warning]}")
    if not report.changes:
        click.echo("The hub already has all of this; nothing changed.")
    for rejection in report.rejections[:SHOWN]:
        detail = f" ({rejection.detail})" if rejection.detail else ""
        click.echo(f"line {rejection.line}: {rejection.reason}{detail}")
    more = report.rejected.total() - SHOWN
    if more > 0:
        click.echo(f"and {more:,} more: --rejected FILE writes them to a CSV.")


COMMANDS = (import_group,)
