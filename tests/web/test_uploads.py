"""An upload that a script watches is told where to go, and not led there."""

import io

import pytest

from tests.factories import MemberFactory

WATCHED = {"X-Upload": "watched"}


@pytest.fixture
def client(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def upload(client, content, **headers):
    data = {"file": (io.BytesIO(content), "contacts.csv")}
    return client.post("/console/members/import", data=data, headers=headers)


def test_where_it_leads_stands_in_a_header(client):
    plain = upload(client, b"a,b\n1,2\n")
    watched = upload(client, b"a,b\n1,2\n", **WATCHED)
    assert (plain.status_code, watched.status_code) == (303, 204)
    assert watched.headers["X-Location"].startswith("/console/members/import/")
    assert "Location" not in watched.headers


def test_what_was_flashed_waits_for_the_page(client):
    upload(client, b"a,b\n1,2\n", **WATCHED)
    with client.session_transaction() as session:
        flashed = session.get("_flashes", [])
    page = client.get("/console/members/import").text
    assert all(text in page for _tone, text in flashed)


def test_a_refusal_comes_back_as_the_page_it_is(client):
    answer = client.post("/console/members/import", data={}, headers=WATCHED)
    assert answer.status_code == 422
    assert "<h1 " in answer.text
