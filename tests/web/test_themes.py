"""Light, dark, or as the system has it."""

import json

import pytest

from tests.factories import MemberFactory


def test_without_a_choice_the_system_decides(db, client):
    assert "data-theme" not in client.get("/sign-in").text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_is_kept_and_leads_back(db, sign_in_as, theme):
    client = sign_in_as(MemberFactory(roles=("manager",)))
    answer = client.post("/theme", data={"theme": theme, "next": "/me?a=b"})
    assert (answer.status_code, answer.location) == (303, "/me?a=b")
    for path in ("/", "/console"):
        assert f'<html lang="en" dir="ltr" data-theme="{theme}">' in client.get(path).text
    client.post("/theme", data={"theme": "system"})
    assert "data-theme" not in client.get("/").text


def test_a_page_with_script_is_told_and_stays(db, client, htmx):
    answer = client.post("/theme", data={"theme": "dark"}, headers=htmx)
    assert answer.status_code == 204
    assert json.loads(answer.headers["HX-Trigger"]) == {"theme": {"text": "dark"}}


@pytest.mark.parametrize("theme", ["", "purple", "dark\x00", '"><script>'])
def test_no_other_look_is_kept(db, client, theme):
    assert client.post("/theme", data={"theme": theme}).status_code == 400
    client.set_cookie("theme", theme)
    assert "data-theme" not in client.get("/sign-in").text
