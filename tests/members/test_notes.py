"""Notes about members and companies: written, struck out, and gone with whoever is erased."""

from datetime import UTC, datetime

import pytest

from hub import clock
from hub.audit import AuditEntry
from hub.members.models import Note
from hub.members.operations import notes as operations
from hub.members.operations.people import erase
from tests.factories import CompanyFactory, MemberFactory, NoteFactory


@pytest.fixture
def csm(db):
    return MemberFactory(given_name="Cora", roles=("csm",))


@pytest.fixture
def console(sign_in_as, csm):
    return sign_in_as(csm)


@pytest.fixture(params=["members", "companies"])
def about(request, db):
    """A member and a company: whatever is tested with it holds for both."""
    return MemberFactory() if request.param == "members" else CompanyFactory()


def home(about):
    return f"/console/{about.__tablename__}/{about.id}"


def notes(db):
    return db.session.query(Note).order_by(Note.id).all()


def test_a_note_is_written_and_stands_on_the_page(db, console, about):
    assert "Nobody has noted anything yet." in console.get(f"{home(about)}/notes").text
    written = console.post(f"{home(about)}/notes", data={"body": " Moves in May.\r\nCall her. "})
    assert written.status_code == 303
    assert written.location == f"{home(about)}#notes"
    assert [note.body for note in notes(db)] == ["Moves in May.\nCall her."]
    text = console.get(f"{home(about)}/notes").text
    assert "Moves in May." in text
    assert "by Cora" in text


def test_htmx_gets_the_notes_anew(console, about, htmx):
    answer = console.post(f"{home(about)}/notes", data={"body": "Moves in May."}, headers=htmx)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Moves in May." in answer.text
    assert "Noted." in answer.headers["HX-Trigger"]
    # The form is empty again.
    assert answer.text.count("Moves in May.") == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("", "Write something first."), (" \n\x00 ", "Write something"), ("x" * 4001, "longer than")],
)
def test_what_is_no_note_is_refused_and_stays_as_typed(db, console, about, htmx, body, sentence):
    for headers in ({}, htmx):
        answer = console.post(f"{home(about)}/notes", data={"body": body}, headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert body.strip("\n \x00")[:50] in answer.text
    assert notes(db) == []


def test_line_breaks_count_once(db, console, about):
    body = "x\r\n" * 2000
    assert console.post(f"{home(about)}/notes", data={"body": body}).status_code == 303
    assert len(notes(db)[0].body) == 3999


def test_a_note_is_struck_out_once_and_stays_readable(db, console, csm, about, htmx):
    kind = "member" if about.__tablename__ == "members" else "company"
    with clock.travel(datetime(2026, 3, 1, tzinfo=UTC)):
        note = operations.write(about, "Moves in May.", by=csm)
    path = f"/console/notes/{note.id}/striking-out"
    first = console.post(path)
    assert first.location == f"{home(about)}#note-{note.id}"
    again = console.post(path, headers=htmx)
    assert "<html" not in again.text
    assert "Struck out" in again.text
    assert "Strike out" not in again.text
    assert "Moves in May." in console.get(f"{home(about)}/notes").text
    assert note.struck_out_by_id == csm.id
    log = db.session.query(AuditEntry).filter(AuditEntry.subject_type == about.__tablename__)
    told = [(line.action, line.subject_id, line.after) for line in log if "note" in line.action]
    assert told == [
        (f"{kind}.note_written", about.id, {"note": note.id}),
        (f"{kind}.note_struck_out", about.id, {"note": note.id}),
    ]


def test_the_newest_come_first_and_the_rest_is_a_page_away(console, csm, about):
    for number in range(1, 13):
        operations.write(about, f"Note number {number:02}.", by=csm)
    page = console.get(f"{home(about)}/notes").text
    assert page.index("Note number 12.") < page.index("Note number 03.")
    assert "Note number 02." not in page
    more = page.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert "Note number 01." in console.get(more).text


def test_the_time_is_the_readers(db, console, csm, about):
    csm.timezone = "Asia/Tokyo"
    with clock.travel(datetime(2026, 3, 1, 20, 30, tzinfo=UTC)):
        operations.write(about, "Late", by=csm)
    assert "2 Mar 2026, 05:30" in console.get(f"{home(about)}/notes").text


def test_only_the_console_sees_notes(db, sign_in_as, about):
    member = about if about.__tablename__ == "members" else MemberFactory(company=about)
    whose = "member" if about is member else "company"
    note = NoteFactory(**{whose: about}, body="Between us only")
    tab = sign_in_as(member)
    assert tab.get(home(about)).status_code == 403
    assert tab.get(f"{home(about)}/notes").status_code == 403
    assert tab.post(f"{home(about)}/notes", data={"body": "Me"}).status_code == 403
    assert tab.post(f"/console/notes/{note.id}/striking-out").status_code == 403
    for page in ("/", "/me", "/me/profile", f"/members/{member.id}"):
        assert "Between us only" not in tab.get(page).text


def test_what_is_not_there_has_no_notes(console):
    for path in ("members/999999/notes", "companies/999999/notes"):
        assert console.get(f"/console/{path}").status_code == 404
        assert console.post(f"/console/{path}", data={"body": "Hm"}).status_code == 404
    assert console.post("/console/notes/999999/striking-out").status_code == 404


def test_who_is_erased_takes_the_notes_about_them_along(app, db, csm):
    ada, company = MemberFactory(), CompanyFactory()
    with app.test_request_context():
        operations.write(ada, "Has a new boss", by=csm)
        kept = [operations.write(company, "Growing", by=ada), NoteFactory()]
        erase(ada, by=csm, secret="s")
        with pytest.raises(operations.IsErased):
            operations.write(ada, "Was here", by=csm)
    assert notes(db) == kept
    assert kept[0].written_by.name == "Former member"
    log = db.session.query(AuditEntry).filter(AuditEntry.action == "member.note_written").one()
    assert "boss" not in str(log.after)
