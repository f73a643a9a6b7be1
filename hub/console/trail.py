"""The audit log."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import clock
from hub.console.queries.trail import Filters, actions, actors, trail, whole_trail
from hub.console.words import action_name, field_name, kind_name, value_text
from hub.spreadsheets import csv_lines
from hub.web import cursor, paged, render, requires
from hub.web.ids import row_number

blueprint = Blueprint("audit", __name__, url_prefix="/console/audit")


@blueprint.get("")
@requires("audit.view")
def index() -> ResponseReturnValue:
    """What people with power over others' data did, newest first."""
    filters = _filters()
    return render(
        "console/audit.html",
        fragment="console/_audit.html",
        page=paged(trail(filters, cursor())),
        filters=filters,
        actors=actors(),
        actions=actions(),
        action_name=action_name,
        field_name=field_name,
        kind_name=kind_name,
        value_text=value_text,
    )


@blueprint.get("/export.csv")
@requires("audit.view")
def export() -> ResponseReturnValue:
    """The same lines as a spreadsheet, all of them."""
    headings = [
        _("Line"), _("When (UTC)"), _("Who"), _("Action"), _("Kind"), _("Number"), _("Subject"),
        _("Before"), _("After"),
    ]  # fmt: skip
    lines = csv_lines(headings, _cells(_filters()))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{clock.today()}.csv"'
    return response


def _cells(filters: Filters) -> Iterator[list[Any]]:
    for line in whole_trail(filters):
        entry = line.entry
        yield [
            entry.id,
            entry.at.isoformat(timespec="seconds"),
            line.actor.name if line.actor else _("the command line"),
            entry.action,
            entry.subject_type,
            entry.subject_id,
            str(line.subject or ""),
            json.dumps(entry.before, ensure_ascii=False) if entry.before else "",
            json.dumps(entry.after, ensure_ascii=False) if entry.after else "",
        ]


def _filters() -> Filters:
    return Filters(
        actor_id=request.args.get("actor", type=row_number),
        action=request.args.get("action", "").strip(),
        subject_type=request.args.get("kind", "").strip(),
        subject_id=request.args.get("subject", type=row_number),
    )
