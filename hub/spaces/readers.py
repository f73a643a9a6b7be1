"""A space's newsletter list, for those who run it."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import clock
from hub.members.models import Space
from hub.members.queries.newsletters import every_reader, mailed_count, readers_page
from hub.members.queries.spaces import space_for_console
from hub.spreadsheets import csv_lines
from hub.web import cursor, paged, render, requires

blueprint = Blueprint("space_readers", __name__, url_prefix="/console/spaces/<int:id>")


@blueprint.get("/readers")
@requires("spaces.manage")
def index(id: int) -> ResponseReturnValue:
    """Who has its announcements mailed; only those whom it is still for."""
    space = _found(id)
    return render(
        "spaces/manage/readers.html",
        fragment="spaces/manage/_readers.html",
        space=space,
        page=paged(readers_page(space, cursor())),
        mailed=mailed_count(space),
    )


@blueprint.get("/readers.csv")
@requires("spaces.manage")
def export(id: int) -> ResponseReturnValue:
    """The same as a spreadsheet."""
    space = _found(id)
    headings = [_("Name"), _("E-mail"), _("Company"), _("On the list since"), _("Gets mail")]
    response = Response(
        stream_with_context(csv_lines(headings, _cells(space))), mimetype="text/csv"
    )
    name = f"{space.slug}-{clock.today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(space: Space) -> Iterator[tuple[object, ...]]:
    for reader in every_reader(space):
        member = reader.member
        yield (
            member.name,
            member.email,
            member.company.name if member.company else "",
            reader.since.date().isoformat(),
            _("yes") if member.mail_wanted and member.email else _("no"),
        )


def _found(id: int) -> Space:
    return space_for_console(id) or abort(404)
