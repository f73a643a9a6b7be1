"""Files that never change under their address, and are small on the wire."""

import re

import pytest
from flask import url_for

from hub.paths import STATIC
from hub.web.static import compressed, digest

FILES = sorted(str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file())


@pytest.fixture
def address(app):
    def of(filename: str) -> str:
        with app.test_request_context():
            return url_for("static", filename=filename)

    return of


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_texts_are_sent_compressed(client, address, coding):
    with client.get(address("css/base.css"), headers={"Accept-Encoding": coding}) as response:
        assert response.headers["Content-Encoding"] == coding
        assert response.headers["Vary"] == "Accept-Encoding"
        assert len(response.data) < (STATIC / "css/base.css").stat().st_size / 2
        assert response.headers["Content-Type"].startswith("text/css")


def test_whoever_cannot_unpack_gets_the_plain_text(client, address):
    with client.get(address("css/base.css"), headers={"Accept-Encoding": "identity"}) as response:
        assert "Content-Encoding" not in response.headers
        assert response.data == (STATIC / "css/base.css").read_bytes()


def test_an_answer_may_be_kept_for_ever(client, address):
    with client.get(address("js/hub.js")) as response:
        kept = response.headers["Cache-Control"]
    assert "immutable" in kept
    assert int(re.search(r"max-age=(\d+)", kept)[1]) >= 31_536_000


@pytest.mark.parametrize("old", ["", "0123456789/"])
def test_an_address_of_yesterday_leads_to_the_file_of_today(client, address, old):
    response = client.get(f"/static/{old}css/base.css")
    assert (response.status_code, response.location) == (302, address("css/base.css"))
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["nothing.css", "../hub/app.py", "%2e%2e/README.md", "css", ""])
def test_nothing_else_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404
    assert client.get(f"/static/{digest()}/{path}").status_code == 404


def test_the_copy_is_whole_and_nobody_else_can_change_it():
    home = compressed()
    assert [name for name in FILES if not (home / name).is_file()] == []
    assert home.stat().st_mode & 0o022 == 0


def test_what_a_page_names_is_there(client):
    page = client.get("/sign-in").text
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(named) > 5
    for path in named:
        with client.get(path) as response:
            assert response.status_code == 200, path
