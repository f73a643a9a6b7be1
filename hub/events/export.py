"""The attendance of an event as a table for spreadsheets."""

import csv
import io
from datetime import UTC

from flask_babel import gettext as _

from hub.events.models import Event
from hub.events.queries.attendance import everybody


def attendance_csv(event: Event) -> str:
    """Everybody who has a place: name, company, when they registered and checked in, and how."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [_("Name"), _("Company"), _("Registered (UTC)"), _("Checked in (UTC)"), _("How")]
    )
    for row in everybody(event):
        came = row.check_in
        table.writerow(
            [
                safe(row.member.name),
                safe(row.member.company.name if row.member.company else ""),
                row.registered_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
                came.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if came else "",
                came.method if came else "",
            ]
        )
    return out.getvalue()


def safe(cell: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
