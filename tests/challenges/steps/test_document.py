"""A document at a step: kept, replaced, saved by whom it concerns, and never shown."""

import io

import pytest

from hub import clock
from hub.challenges.models import Submission
from hub.documents import Document
from tests.challenges.steps.helpers import a_step, path_of, under_way
from tests.documents.files import PDF, office


def sent(step, content=PDF, name="Plän <1>.pdf"):
    return {f"step-{step.id}": (io.BytesIO(content), name)}


@pytest.fixture
def step():
    return a_step("document")


def kept(db):
    return db.session.query(Submission).one()


def test_a_document_is_kept_and_replaced(db, tab, member, htmx, step):
    under_way(step, member)
    assert tab.post(path_of(step), data=sent(step)).status_code == 303
    page = tab.get(f"/challenges/{step.challenge_id}").text
    assert "Plän 1.pdf" in page
    assert "Only you and the reviewers see this file." in page
    first = kept(db).document_id
    part = tab.post(path_of(step), data=sent(step, office("docx"), "b.docx"), headers=htmx)
    assert part.headers["HX-Retarget"] == f"#step-{step.id}"
    assert "b.docx" in part.text
    assert "1 of 1" in part.text
    assert kept(db).document_id != first


@pytest.mark.parametrize("partial", [False, True])
def test_what_is_not_taken_is_refused_beside_its_step(db, tab, member, htmx, step, partial):
    under_way(step, member)
    bad = sent(step, b"MZ\x90\x00" + bytes(80), "a.pdf")
    refused = tab.post(path_of(step), data=bad, headers=htmx if partial else {})
    assert refused.status_code == 422
    assert "not a kind of file that we take" in refused.text
    assert db.session.query(Document).count() == 0


def test_a_step_whose_files_are_shown_to_others_says_so(db, tab, member):
    step = a_step("document", {"public": True})
    under_way(step, member)
    assert "We may show this file to others." in tab.get(f"/challenges/{step.challenge_id}").text


def test_it_is_saved_and_never_shown_by_whom_it_concerns(
    db, tab, stranger, sign_in_as, member, manager, step
):
    attempt = under_way(step, member)
    tab.post(path_of(step), data=sent(step, b"<script>alert(1)</script>", "x.html"))
    address = f"/challenges/submissions/{kept(db).id}/document"
    response = tab.get(address)
    assert response.data == b"<script>alert(1)</script>"
    assert response.mimetype == "text/plain"
    assert response.headers["Content-Disposition"] == "attachment; filename=x.html.txt"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    console = sign_in_as(manager)
    assert stranger.get(address).status_code == 404
    assert console.get(address).status_code == 404
    attempt.handed_in_at = clock.now()
    assert console.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert tab.get("/challenges/submissions/999999/document").status_code == 404


def test_a_name_of_any_script_arrives(db, tab, member, step):
    under_way(step, member)
    tab.post(path_of(step), data=sent(step, name="計画.pdf"))
    response = tab.get(f"/challenges/submissions/{kept(db).id}/document")
    assert "filename*=UTF-8''%E8%A8%88%E7%94%BB.pdf" in response.headers["Content-Disposition"]
