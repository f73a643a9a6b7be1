"""Small exports for tests: rows as dictionaries, made into a CSV."""

import csv
import io

from hub.members.importing.reading import read
from hub.members.importing.rows import COLUMNS
from hub.members.importing.verb import import_members

SECRET = "a secret for tests only, long enough"
MB = 1024 * 1024


def contact(number, **cells):
    """The cells of one contact, by heading with underscores for spaces."""
    plain = {
        "Contact ID": f"C-{number}",
        "First Name": "Ada",
        "Last Name": f"Example {number}",
        "Email": f"ada-{number}@work.example",
        "Title": "Analyst",
        "Account ID": "A-1",
        "Account Name": "Acme",
        "Left Company": "FALSE",
        "Opted Out": "FALSE",
    }
    return plain | {name.replace("_", " "): value for name, value in cells.items()}


def export(*contacts, columns=COLUMNS):
    """The bytes of a file with those contacts."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(contacts)
    return out.getvalue().encode()


def lines(content, max_bytes=MB):
    return read(io.BytesIO(content), max_bytes=max_bytes)


def bring(*contacts, dry_run=False, by=None, columns=COLUMNS):
    """Import those contacts; the report."""
    return import_members(
        lines(export(*contacts, columns=columns)), by=by, secret=SECRET, dry_run=dry_run
    )
