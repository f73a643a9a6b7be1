"""Acts: the list, logging one by hand, taking one back, the download."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub import clock
from hub.advocacy import operations, queries
from hub.advocacy.manage.forms import ActForm, TakingBackForm
from hub.advocacy.manage.pages import blueprint
from hub.advocacy.manage.words import DIRECTION_NAMES
from hub.advocacy.queries import ActSearch
from hub.db import db, transaction
from hub.members.models import Company, Member
from hub.spreadsheets import csv_lines
from hub.web import cursor, paged, redirect_to, render, requires
from hub.web.fields import once
from hub.web.ids import row_number
from hub.web.pages import done


@blueprint.get("/acts")
@requires("acts.record")
def index() -> ResponseReturnValue:
    """Acts, the newest first."""
    search = _search()
    return render(
        "advocacy/manage/index.html",
        fragment="advocacy/manage/_acts.html",
        page=paged(queries.acts_page(search, cursor())),
        search=search,
        member=db.session.get(Member, search.member_id) if search.member_id else None,
        company=db.session.get(Company, search.company_id) if search.company_id else None,
        kinds=queries.kinds(),
        directions=DIRECTION_NAMES,
    )


@blueprint.get("/acts/export.csv")
@requires("acts.record")
def export() -> ResponseReturnValue:
    """The same lines as a spreadsheet, all of them."""
    headings = [
        _("Line"), _("Day"), _("Member"), _("Company"), _("What it was"), _("Direction"),
        _("Value"), _("Note"), _("By"), _("Taken back because"),
    ]  # fmt: skip
    response = Response(
        stream_with_context(csv_lines(headings, _cells(_search()))), mimetype="text/csv"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="acts-{clock.today()}.csv"'
    return response


@blueprint.route("/acts/new", methods=["GET", "POST"])
@requires("acts.record")
def new() -> ResponseReturnValue:
    """Log an act by hand."""
    form = ActForm(data=_proposed())
    if not form.validate_on_submit():
        return _form(form)
    with transaction():
        act = operations.log(
            form.kind,
            form.member,
            source=f"by-hand:{form.token.data}",
            note=form.note.data,
            on=form.occurred_on.data,
            by=current_user,
        )
    sentence = _("On record: %(kind)s of %(name)s.", kind=act.kind.name, name=form.member.name)
    return done(sentence, "acts.index", member=form.member.id)


@blueprint.route("/acts/<int:id>/taking-back", methods=["GET", "POST"])
@requires("acts.record")
def taking_back(id: int) -> ResponseReturnValue:
    """Say why it was a mistake, then take it back."""
    act = queries.act_for_console(id) or abort(404)
    if act.taken_back_at is not None and request.method == "GET":
        return redirect_to("acts.index", member=act.member_id)
    form = TakingBackForm()
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render("advocacy/manage/taking_back.html", act=act, form=form, status=status)
    with transaction():
        operations.take_back(act, form.because.data, by=current_user)
    return done(_("Taken back. It counts no more."), "acts.index", member=act.member_id)


def _form(form: ActForm) -> Response:
    return render("advocacy/manage/new.html", form=form, status=422 if form.errors else 200)


def _proposed() -> dict[str, Any]:
    """An empty form: today, and the member whose page led here."""
    member_id = request.args.get("member", type=row_number)
    member = db.session.get(Member, member_id) if member_id else None
    email = member.addresses[0].email if member and member.addresses else ""
    return {"token": once(), "occurred_on": clock.today(), "email": email}


def _search() -> ActSearch:
    return ActSearch(
        direction=request.args.get("direction", ""),
        kind_id=request.args.get("kind", type=row_number),
        member_id=request.args.get("member", type=row_number),
        company_id=request.args.get("company", type=row_number),
    )


def _cells(search: ActSearch) -> Iterator[list[Any]]:
    for act in queries.acts_found(search):
        yield [
            act.id,
            act.occurred_on.isoformat(),
            act.member.name,
            act.company.name if act.company else "",
            act.kind.name,
            act.direction,
            act.signed,
            act.note,
            act.actor.name if act.actor else "",
            act.taken_back_because or "",
        ]
