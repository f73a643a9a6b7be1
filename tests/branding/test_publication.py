"""Publishing a look, and bringing back an older one."""

import re

import pytest

from hub.branding.queries import in_force, number_in_force
from tests.branding.drafts import GOOD, PAGE, draft_id, publish
from tests.factories import MemberFactory


class TestPublication:
    def test_everybody_sees_it_from_then_on(self, console, client):
        words = {"words_en_point_one": "star", "words_en_point_more": "stars"}
        id = draft_id(console.post(PAGE, data=GOOD | words))
        answer = publish(console, id)
        assert (answer.status_code, answer.location) == (303, PAGE)
        door = client.get("/sign-in").text
        assert "<title>Sign in · Acme Circle</title>" in door
        assert f'href="/brand/{id}.css?v=1"' in door
        assert "Your stars" in console.get("/").text

    def test_twice_is_once(self, console):
        id = draft_id(console.post(PAGE, data=GOOD))
        assert publish(console, id).status_code == 303
        assert publish(console, id).status_code == 303
        assert number_in_force() == 1

    def test_over_another_version_it_says_so_and_asks_again(self, console, published):
        id = draft_id(console.post(PAGE, data=GOOD))
        theirs = published(name="Theirs")
        shown = publish(console, id)
        assert shown.status_code == 409
        assert re.search("Version 1 was published by .*, just now, after", shown.text)
        assert "Publish over version 1" in shown.text
        assert number_in_force() == theirs.number
        assert publish(console, id, seen=1).status_code == 303
        assert in_force().name == "Acme Circle"

    def test_a_draft_begun_before_says_so_at_first_sight(self, console, published):
        id = draft_id(console.post(PAGE, data=GOOD))
        published(name="Theirs")
        assert "Publish over version 1" in console.get(f"{PAGE}/drafts/{id}").text

    def test_a_draft_that_was_replaced_is_told_where_it_stands(self, console, published):
        old = published(name="Old")
        published(name="New")
        path = f"{PAGE}/drafts/{old.id}"
        answer = console.post(
            f"{path}/publication", data={"seen": 2}, headers={"Referer": f"http://localhost{path}"}
        )
        assert (answer.status_code, answer.location) == (303, path)
        told = "This draft is version 1, and a newer one is in force."
        assert told in console.get(path).text
        assert in_force().name == "New"

    def test_a_stranger_gets_403_and_nobody_a_draft_that_is_not(self, console, sign_in_as):
        id = draft_id(console.post(PAGE, data=GOOD))
        stranger = sign_in_as(MemberFactory())
        assert publish(stranger, id).status_code == 403
        assert stranger.get(f"{PAGE}/drafts/{id}").status_code == 403
        assert publish(console, id + 9).status_code == 404
        assert number_in_force() == 0


class TestRestoration:
    def test_it_is_seen_before_it_is_done(self, console, published):
        one = published(name="One", brand_colour="#7c3aed")
        published(name="Two")
        page = console.get(f"{PAGE}/versions/1/restoration").text
        assert "Use version 1 again?" in page
        assert f"/brand/{one.id}.css" in page
        assert number_in_force() == 2
        assert console.post(f"{PAGE}/versions/1/restoration", data={"seen": 2}).status_code == 303
        assert (in_force().name, in_force().repeats) == ("One", 1)

    def test_back_to_the_look_as_shipped(self, console, client, published):
        published(name="One", brand_colour="#7c3aed")
        page = console.get(f"{PAGE}/versions/0/restoration").text
        assert "Use the look as we ship it again?" in page
        assert "/brand/" not in page.replace(PAGE, "")
        console.post(f"{PAGE}/versions/0/restoration", data={"seen": 1})
        door = client.get("/sign-in").text
        assert "The hub" in door
        assert "/brand/" not in door

    @pytest.mark.parametrize("chain", [(), (0,), (1,)])
    def test_what_is_in_force_is_not_offered(self, console, published, chain):
        """As shipped, as shipped once more, or version 1 once more."""
        for number in chain:
            published(name="One")
            published(name="Two")
            console.post(f"{PAGE}/versions/{number}/restoration", data={"seen": 2})
        number, before = (chain or (0,))[0], number_in_force()
        path = f"{PAGE}/versions/{number}/restoration"
        page = console.get(path).text
        assert "is in force already." in page
        assert f'action="{path}"' not in page
        assert f'href="{path}"' not in console.get(PAGE).text
        console.post(path, data={"seen": before})
        assert "is in force already." in console.get(PAGE).text
        assert number_in_force() == before

    def test_when_somebody_published_meanwhile_it_asks_again(self, console, published):
        published(name="One")
        published(name="Two")
        page = console.post(f"{PAGE}/versions/1/restoration", data={"seen": 1})
        assert page.status_code == 409
        assert "Version 2 was published meanwhile." in page.text
        assert number_in_force() == 2

    def test_strangers_and_versions_that_are_not(self, console, sign_in_as, published):
        published(name="One")
        stranger = sign_in_as(MemberFactory())
        path = f"{PAGE}/versions/0/restoration"
        assert stranger.get(path).status_code == 403
        assert stranger.post(path, data={"seen": 1}).status_code == 403
        assert console.get(f"{PAGE}/versions/9/restoration").status_code == 404
        assert console.post(f"{PAGE}/versions/9/restoration", data={"seen": 1}).status_code == 404
