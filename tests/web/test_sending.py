"""A form that script sends from an open page is told where to go, and not led there."""

import io

import pytest

from tests.factories import ActKindFactory, MemberFactory

BOOSTED = {"HX-Request": "true", "HX-Request-Type": "full", "HX-Boosted": "true"}


@pytest.fixture
def client(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def upload(client, content, **headers):
    data = {"file": (io.BytesIO(content), "contacts.csv")}
    return client.post("/console/members/import", data=data, headers=headers)


def test_where_it_leads_stands_in_a_header(client):
    plain = upload(client, b"a,b\n1,2\n")
    sent = upload(client, b"a,b\n1,2\n", **BOOSTED)
    assert (plain.status_code, sent.status_code) == (303, 204)
    assert sent.headers["HX-Redirect"].startswith("/console/members/import/")
    assert "Location" not in sent.headers


def test_what_was_flashed_waits_for_the_page(client):
    upload(client, b"a,b\n1,2\n", **BOOSTED)
    with client.session_transaction() as session:
        flashed = session.get("_flashes", [])
    page = client.get("/console/members/import").text
    assert all(text in page for _tone, text in flashed)


def test_a_refusal_comes_back_as_the_page_it_is(client):
    answer = client.post("/console/members/import", data={}, headers=BOOSTED)
    assert answer.status_code == 422
    assert "<h1 " in answer.text


def test_a_button_that_leads_to_its_own_page_loads_it_again(client):
    path = f"/console/settings/act-kinds/{ActKindFactory().id}/retirement"
    own = {"HX-Current-URL": "http://localhost/console/settings/act-kinds"}
    assert client.post(path, headers=BOOSTED | own).headers["HX-Refresh"] == "true"
    other = {"HX-Current-URL": "http://localhost/console"}
    assert "HX-Redirect" in client.post(path, headers=BOOSTED | other).headers
    typed = client.post(path, data={"note": "x"}, headers=BOOSTED | own)
    assert "HX-Refresh" not in typed.headers


def test_what_went_wrong_does_not_take_the_place_of_the_page(client, app):
    missing = client.post("/console/settings/act-kinds/999999/retirement", headers=BOOSTED)
    assert missing.status_code == 404
    assert "data-error" in missing.text
    assert "<html" not in missing.text
    signed_out = app.test_client().post("/console/acts/new", headers=BOOSTED)
    assert signed_out.status_code == 401
