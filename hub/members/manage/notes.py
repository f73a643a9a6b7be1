"""Notes about members and companies: read by everybody in the console, written by those who care
for companies. No page for members shows one."""

from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.forms import NoteForm
from hub.members.manage.pages import blueprint, company_found, found
from hub.members.models import Company, Member
from hub.members.operations import notes as operations
from hub.members.queries import notes as queries
from hub.web import cursor, notify_page, paged, render, requires, wants_fragment
from hub.web.pages import done


@blueprint.get("/members/<int:id>/notes")
@requires("members.view")
def member_notes(id: int) -> ResponseReturnValue:
    """All notes about a member."""
    return _page(found(id))


@blueprint.post("/members/<int:id>/notes")
@requires("companies.care")
def note_member(id: int) -> ResponseReturnValue:
    """Write one more."""
    return _write(found(id))


@blueprint.get("/companies/<int:id>/notes")
@requires("members.view")
def company_notes(id: int) -> ResponseReturnValue:
    """All notes about a company."""
    return _page(company_found(id))


@blueprint.post("/companies/<int:id>/notes")
@requires("companies.care")
def note_company(id: int) -> ResponseReturnValue:
    """Write one more."""
    return _write(company_found(id))


@blueprint.post("/notes/<int:id>/striking-out")
@requires("companies.care")
def strike_out(id: int) -> ResponseReturnValue:
    """It holds no longer."""
    note = queries.note(id) or abort(404)
    with transaction():
        operations.strike_out(note, by=current_user)
    sentence = _("Struck out. It stays readable.")
    if wants_fragment():
        page = render("members/manage/_note.html", note=queries.note(id))
        return notify_page(page, toast=sentence)
    about = note.member or note.company
    assert about is not None, "the table says so"
    return done(sentence, _home(about), id=about.id, _anchor=f"note-{id}")


def notes_of(about: Member | Company, form: NoteForm | None = None) -> dict[str, Any]:
    """What `_notes.html` needs: a page of notes, where they are, and a form for one more."""
    endpoint = _endpoint(about)
    at = cursor() if request.endpoint == endpoint else None
    return {
        "notes": paged(queries.notes_page(about, at), endpoint),
        "notes_address": url_for(endpoint, id=about.id),
        "note_form": form or NoteForm(formdata=None),
    }


def _write(about: Member | Company) -> ResponseReturnValue:
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(about, form, 422)
    with transaction():
        operations.write(about, form.body.data, by=current_user)
    sentence = _("Noted.")
    if wants_fragment():
        return notify_page(_page(about), toast=sentence)
    return done(sentence, _home(about), id=about.id, _anchor="notes")


def _page(about: Member | Company, form: NoteForm | None = None, status: int = 200) -> Response:
    return render(
        "members/manage/notes.html",
        fragment="members/manage/_notes.html",
        status=status,
        about=about,
        home=_home(about),
        **notes_of(about, form),
    )


def _endpoint(about: Member | Company) -> str:
    whose = "member" if isinstance(about, Member) else "company"
    return f"members_manage.{whose}_notes"


def _home(about: Member | Company) -> str:
    return "people.show" if isinstance(about, Member) else "companies.show"
