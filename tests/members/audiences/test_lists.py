"""Lists of people."""

import io
import time

import pytest
from sqlalchemy import select

from hub.members.models import Audience, AudienceEntry
from tests.factories import AudienceFactory, MemberFactory


@pytest.fixture
def console(sign_in_as, db):
    return sign_in_as(MemberFactory(roles=("manager",), company=False))


@pytest.fixture
def people(db):
    return AudienceFactory(name="Friends", rule=None)


def emails(db):
    return sorted(db.session.scalars(select(AudienceEntry.email)))


def test_a_list_is_made_and_named(db, console):
    response = console.post("/console/audiences/lists/new", data={"name": "Friends"})
    assert response.status_code == 303
    audience = db.session.scalars(select(Audience)).one()
    assert audience.is_list
    assert console.get(f"/console/audiences/{audience.id}").status_code == 303
    again = console.post("/console/audiences/lists/new", data={"name": "friends"})
    assert again.status_code == 422
    assert "Another audience has this name." in again.text


def test_addresses_are_found_in_whatever_is_pasted(db, console, people):
    text = 'Ada Example <ADA@work.example>; "Bob" bob@x.example.\nName,Mail\nC,c@x.example,1'
    response = console.post(f"/console/audiences/{people.id}/list/entries", data={"emails": text})
    assert response.status_code == 303
    assert emails(db) == ["ada@work.example", "bob@x.example", "c@x.example"]
    MemberFactory(given_name="Ada", email="ada@work.example")
    page = console.get(f"/console/audiences/{people.id}/list").text
    assert "Ada" in page
    assert page.count("Not here yet") == 2


def test_a_file_is_read_whatever_its_encoding(db, console, people):
    content = "Prénom;Mail\r\nZoé;zoe@x.example\r\n".encode("latin-1")
    sent = {"emails": "", "file": (io.BytesIO(content), "people.csv")}
    response = console.post(f"/console/audiences/{people.id}/list/entries", data=sent)
    assert response.status_code == 303
    assert emails(db) == ["zoe@x.example"]


def test_a_file_that_is_no_text_is_refused(db, console, people):
    sent = {"emails": "", "file": (io.BytesIO(b"\x89PNG\0\0a@b.example"), "people.png")}
    response = console.post(f"/console/audiences/{people.id}/list/entries", data=sent)
    assert response.status_code == 422
    assert "This file is not text." in response.text
    assert emails(db) == []


def test_what_could_not_be_read_is_named(db, console, people):
    text = "ada@x.example\nADA@x.example\nbroken@@x.example\nfoo@bar"
    address = f"/console/audiences/{people.id}/list/entries"
    response = console.post(address, data={"emails": text}, follow_redirects=True)
    assert "1 address is new here. 2 lines could not be read: broken@@x.example" in response.text
    assert emails(db) == ["ada@x.example"]


@pytest.mark.parametrize("text", ["", "nobody", "a@b", "@x.example"])
def test_a_text_without_an_address_is_refused_and_kept(db, console, people, text):
    response = console.post(f"/console/audiences/{people.id}/list/entries", data={"emails": text})
    assert response.status_code == 422
    assert "There is no e-mail address in this." in response.text
    assert emails(db) == []


def test_a_long_text_without_addresses_takes_no_time(console, people):
    begun = time.monotonic()
    sent = {"emails": "a" * 300_000}
    console.post(f"/console/audiences/{people.id}/list/entries", data=sent)
    assert time.monotonic() - begun < 5


def test_an_address_is_taken_off_and_put_back(db, console, people):
    console.post(f"/console/audiences/{people.id}/list/entries", data={"emails": "a@x.example"})
    address = f"/console/audiences/{people.id}/list/removals"
    response = console.post(address, data={"email": "a@x.example"})
    assert response.status_code == 303
    assert emails(db) == []
    page = console.get(response.location).text
    assert "a@x.example is off the list." in page
    assert "Put it back" in page


def test_a_rule_has_no_list(console):
    audience = AudienceFactory()
    assert console.get(f"/console/audiences/{audience.id}/list").status_code == 404
