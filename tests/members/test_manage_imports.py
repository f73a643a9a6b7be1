"""Import on the page: upload, preview, import or discard; the jobs behind it."""

import io

import pytest
from sqlalchemy import func, select

from hub.files import files
from hub.members import import_progress
from hub.members.jobs_import import forget_import, perform_import, preview_import
from hub.members.models import ImportRun, Member
from hub.outbox import OutboxJob
from hub.outbox.running import run as run_job
from tests.factories import MemberFactory
from tests.members.importing.exports import contact, export

PATH = "/console/members/import"


def upload(console, content, name="contacts.csv"):
    response = console.post(PATH, data={"file": (io.BytesIO(content), name)})
    assert response.status_code == 303
    return response.location


@pytest.fixture
def run(db, console):
    upload(console, export(contact(1), contact(2, Email=""), contact(3, Customer_Since="soon")))
    return db.session.scalars(select(ImportRun)).one()


def work(db, name):
    """Do the promised jobs of that name, as the worker does."""
    rows = db.session.scalars(select(OutboxJob).where(OutboxJob.name == name)).all()
    for row in rows:
        run_job(row.id)
    db.session.expire_all()
    return len(rows)


def members(db):
    return db.session.scalar(select(func.count()).select_from(Member))


def test_an_upload_is_previewed_by_a_worker(db, console, run):
    page = console.get(f"{PATH}/{run.id}").text
    assert "Reading the file" in page
    assert "waiting for a worker" in page
    assert 'hx-trigger="every 1s"' in page
    assert "Reload" in page
    before = members(db)
    assert work(db, "members.preview_import") == 1
    page = console.get(f"{PATH}/{run.id}").text
    assert "Import now" in page
    assert "There is no e-mail address." in page
    assert "every 1s" not in page
    assert members(db) == before


def test_the_panel_is_a_fragment_and_shows_how_far_it_is(console, run, htmx):
    import_progress.tell(run.id, 42)
    page = console.get(f"{PATH}/{run.id}", headers=htmx).text
    assert "<html" not in page
    assert "42 %" in page
    import_progress.clear(run.id)


def test_the_whole_way_to_imported(db, console, run, htmx):
    work(db, "members.preview_import")
    before = members(db)
    response = console.post(f"{PATH}/{run.id}/confirmation", headers=htmx)
    assert "Importing." in response.text
    assert "<html" not in response.text
    assert console.post(f"{PATH}/{run.id}/confirmation").status_code == 303
    assert work(db, "members.perform_import") == 1
    assert (run.state, run.outcome["imported"]) == ("imported", 2)
    assert members(db) == before + 2
    work(db, "members.forget_import")
    with pytest.raises(FileNotFoundError):
        files().get(run.file_key)
    csv = console.get(f"{PATH}/{run.id}/rejected.csv")
    assert "3,missing_email,There is no e-mail address.," in csv.text
    assert "contacts.csv" in console.get(PATH).text


def test_each_job_run_twice_has_one_effect(db, manager, console, run):
    preview_import(run.id)
    run.preview = {"kept": "as it was"}
    preview_import(run.id)
    assert run.preview == {"kept": "as it was"}
    before = members(db)
    console.post(f"{PATH}/{run.id}/confirmation")
    for _time in range(2):
        perform_import(run.id, manager.id)
    assert members(db) == before + 2
    for _time in range(2):
        forget_import(run.id)
    assert run.state == "imported"


def test_forgetting_never_takes_the_file_of_an_import_that_waits(db, run):
    preview_import(run.id)
    forget_import(run.id)
    assert files().get(run.file_key)


def test_a_discarded_file_is_deleted_and_nothing_imported(db, console, run):
    preview_import(run.id)
    before = members(db)
    assert console.post(f"{PATH}/{run.id}/discard").status_code == 303
    assert console.post(f"{PATH}/{run.id}/discard").status_code == 303
    forget_import(run.id)
    assert run.state == "discarded"
    for key in (run.file_key, run.rejections_key):
        with pytest.raises(FileNotFoundError):
            files().get(key)
    response = console.post(f"{PATH}/{run.id}/confirmation")
    assert response.status_code == 409
    assert members(db) == before
    assert console.get(f"{PATH}/{run.id}/rejected.csv").status_code == 404


def test_discarding_answers_htmx_with_the_panel(db, console, run, htmx):
    preview_import(run.id)
    response = console.post(f"{PATH}/{run.id}/discard", headers=htmx)
    assert "<html" not in response.text
    assert 'id="import"' in response.text


def test_nothing_starts_while_the_preview_is_made(console, run):
    for noun in ("confirmation", "discard"):
        response = console.post(f"{PATH}/{run.id}/{noun}")
        assert response.status_code == 409
        assert "right now" in response.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"Name,Phone\na,b\n", "The file lacks"),
        ("Zoë".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_file_that_is_refused_says_why_in_one_sentence(db, console, content, sentence):
    location = upload(console, content)
    work(db, "members.preview_import")
    page = console.get(location).text
    assert sentence in page
    assert "Nothing was imported." in page
    assert work(db, "members.forget_import") == 1


def test_a_file_that_is_gone_is_told(db, console, run):
    files().delete(run.file_key)
    preview_import(run.id)
    assert run.state == "refused"
    assert "Upload it again" in run.refusal


def test_an_upload_without_a_file_comes_back(console):
    response = console.post(PATH, data={})
    assert response.status_code == 422
    assert "Choose the file" in response.text


def test_the_list_of_imports_is_there_as_a_fragment_too(console, run, htmx):
    page = console.get(PATH, headers=htmx).text
    assert 'id="imports"' in page
    assert "<html" not in page


def test_only_managers_import(sign_in_as, run):
    csm = sign_in_as(MemberFactory(roles=("csm",)))
    assert csm.get(PATH).status_code == 403
    assert csm.post(PATH).status_code == 403
    assert csm.get(f"{PATH}/{run.id}").status_code == 403
    for noun in ("confirmation", "discard"):
        assert csm.post(f"{PATH}/{run.id}/{noun}").status_code == 403
    assert csm.get(f"{PATH}/{run.id}/rejected.csv").status_code == 403
    assert csm.get(f"{PATH}/999999").status_code == 403
