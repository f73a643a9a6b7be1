"""At the door: who has a place, who came, and the code on the wall."""

from dataclasses import replace

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import db, transaction
from hub.events import operations
from hub.events.calendar import file_name
from hub.events.export import attendance_csv
from hub.events.manage.access import blueprint, hosted, hosts_only
from hub.events.models import CheckIn, Event
from hub.events.queries import attendance as people
from hub.members.models import Member
from hub.web import cursor, notify_page, render, wants_fragment
from hub.web.ids import row_number


@blueprint.get("/<int:id>/attendance")
@hosts_only
def attendance(id: int) -> ResponseReturnValue:
    """The list at the door, and a search over everybody."""
    return _page(hosted(id))


@blueprint.post("/<int:id>/check-ins")
@hosts_only
def admit(id: int) -> ResponseReturnValue:
    """Check a member in by name; this registers them, too."""
    event = hosted(id)
    member = db.session.get(Member, request.form.get("member_id", type=row_number) or 0)
    if member is None or not member.active:
        return _page(event, problem=_("Choose somebody from the list."), status=422)
    with transaction():
        operations.admit(event, member, by=current_user)
    return _changed(event, _("%(name)s is checked in.", name=member.name))


@blueprint.post("/<int:id>/check-ins/<int:check_in_id>/reversal")
@hosts_only
def undo(id: int, check_in_id: int) -> ResponseReturnValue:
    """Take a check-in back."""
    event = hosted(id)
    check_in = db.session.get(CheckIn, check_in_id)
    if check_in is None or check_in.registration.event_id != event.id:
        abort(404)
    with transaction():
        operations.undo_check_in(check_in, by=current_user)
    name = check_in.registration.member.name
    return _changed(event, _("%(name)s is not checked in any more.", name=name))


@blueprint.get("/<int:id>/attendance.csv")
@hosts_only
def export(id: int) -> ResponseReturnValue:
    """The whole list for a spreadsheet."""
    event = hosted(id)
    # The mark tells spreadsheets that names are in UTF-8.
    response = make_response(attendance_csv(event).encode("utf-8-sig"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = file_name(event).removesuffix(".ics")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _search() -> str:
    return request.args.get("q", "").replace("\x00", "").strip()[:100]


def _address(event: Event, page: str | None) -> str:
    """This list, at that page, with the search kept. A POST answers with it, too."""
    return url_for("events_manage.attendance", id=event.id, q=_search() or None, page=page)


def _page(event: Event, *, problem: str | None = None, status: int = 200) -> Response:
    search, at = _search(), cursor()
    page = people.registered(event, at, search)
    return render(
        "events/manage/attendance.html",
        fragment="events/manage/_attendance.html",
        status=status,
        event=event,
        numbers=people.attendance(event),
        page=replace(
            page,
            next_url=_address(event, page.next_key) if page.next_key else None,
            previous_url=_address(event, page.previous_key) if page.previous_key else None,
            first_url=_address(event, None),
        ),
        others=people.others(event, search),
        search=search,
        kept={"q": search or None, "page": at},
        problem=problem,
    )


def _changed(event: Event, sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        return notify_page(_page(event), toast=sentence)
    flash(sentence, "success")
    return redirect(_address(event, cursor()), 303)
