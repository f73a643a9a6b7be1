"""The page: what is typed is kept as a draft, one's own."""

import re

import pytest
from PIL import Image

from hub.branding.models import BrandVersion
from hub.branding.queries import in_force
from hub.db import db as hub_db
from tests.branding.conftest import picture
from tests.branding.drafts import GOOD, PAGE, draft_id, kept, publish
from tests.factories import MemberFactory


class TestForm:
    def test_it_begins_with_what_is_in_force(self, console, published):
        published(
            name="Orchid", brand_colour="#7c3aed", words={"de": {"point": ["Stern", "Sterne"]}}
        )
        page = console.get(PAGE).text
        for value in ("Orchid", "#7c3aed", "Sterne", "Version 1", "As we ship it"):
            assert value in page

    def test_a_draft_is_kept_and_shown(self, console):
        id = draft_id(console.post(PAGE, data=GOOD))
        page = console.get(f"{PAGE}/drafts/{id}")
        assert "Acme Circle" in page.text
        assert f"/brand/{id}.css" in page.text
        assert "#7c3aed" in page.text
        assert "Publish" in page.text
        assert in_force() is None
        assert "Acme Circle" not in console.get("/").text

    def test_going_on_editing_keeps_everything(self, console):
        files = {"logo": (picture(), "logo.png"), "hero": (picture(800, 400, "JPEG"), "h.jpg")}
        id = draft_id(console.post(PAGE, data=GOOD | files | {"mail_footer": "Acme, Ghent"}))
        page = console.get(f"{PAGE}?draft={id}").text
        assert f"/brand/{id}/logo.webp" in page
        assert "Acme, Ghent" in page
        again = draft_id(console.post(PAGE, data=GOOD | {"base": id, "no_hero": "y"}))
        one, two = (hub_db.session.get_one(BrandVersion, number) for number in (id, again))
        assert two.logo_id == one.logo_id
        assert two.hero_id is None
        assert kept() == (2, 2)

    def test_the_history_says_who_and_when_and_what_it_repeats(self, console, manager, published):
        published(name="One")
        published(name="Two")
        console.post(f"{PAGE}/versions/1/restoration", data={"seen": 2})
        page = console.get(PAGE).text
        assert manager.name in page
        assert "Repeats version 1" in page
        assert page.count("In force") == 1

    def test_the_history_says_what_changed(self, console, published):
        look = {"name": "One", "brand_colour": "#7c3aed"}
        published(**look)
        published(**look, words={"de": {"point": ["Stern", "Sterne"]}})
        shipped = 'aria-label="Use this again: the look as we ship it"'
        assert shipped in console.get(PAGE).text
        console.post(f"{PAGE}/versions/0/restoration", data={"seen": 2})
        page = console.get(PAGE).text
        cells = re.findall(r'<td data-label="Changed">(.*?)</td>', page)
        assert cells == ["Hub name, Brand colour, Words (Deutsch)", "Words (Deutsch)",
                         "Hub name, Brand colour", ""]  # fmt: skip
        assert 'aria-label="Use this again: “One”, published just now"' in page
        assert shipped not in page
        assert "The look as we ship it is back." in page

    def test_a_stranger_gets_403(self, sign_in_as, db):
        stranger = sign_in_as(MemberFactory(roles=("csm",)))
        assert stranger.get(PAGE).status_code == 403
        assert stranger.post(PAGE, data=GOOD).status_code == 403
        assert kept() == (0, 0)

    @pytest.mark.parametrize("value", ["x", "-1", "9" * 40, "٣", "1.5", "\x00"])
    def test_numbers_that_a_page_carries_may_be_anything(self, console, value):
        hidden = {"base": value, "begun_from": value}
        id = draft_id(console.post(PAGE, data=GOOD | hidden))
        assert publish(console, id, value).status_code in (303, 409)
        assert console.get(f"{PAGE}?draft={value}").status_code == 200


class TestDrafts:
    def test_the_form_is_filled_with_ones_own_draft_and_says_so(self, console, published):
        published(name="Published look")
        draft_id(console.post(PAGE, data=GOOD))
        page = console.get(PAGE).text
        assert 'value="Acme Circle"' in page
        assert "You are editing your draft, saved just now." in page
        fresh = console.get(f"{PAGE}?draft=0").text
        assert 'value="Published look"' in fresh
        assert "You are editing your draft" not in fresh
        assert "draft “Acme Circle”, saved just now" in fresh

    def test_two_managers_at_once_each_go_on_with_their_own(self, console, sign_in_as):
        mine = draft_id(console.post(PAGE, data=GOOD))
        other = sign_in_as(MemberFactory(roles=("manager",)))
        assert "You are editing" not in other.get(PAGE).text
        theirs = draft_id(other.post(PAGE, data={"name": "Theirs"}))
        assert 'value="Theirs"' in other.get(PAGE).text
        assert 'value="Acme Circle"' in console.get(PAGE).text
        assert "You began with a draft by" in other.get(f"{PAGE}?draft={mine}").text
        assert publish(other, theirs).status_code == 303
        assert "Publish over version 1" in console.get(f"{PAGE}/drafts/{mine}").text
        assert publish(console, mine, seen=1).status_code == 303
        assert in_force().name == "Acme Circle"

    def test_an_older_draft_is_not_published_over_a_newer_look_without_a_word(self, console):
        older = draft_id(console.post(PAGE, data=GOOD))
        newer = draft_id(console.post(PAGE, data={"name": "Newer"}))
        publish(console, newer)
        assert "draft “Acme Circle”" in console.get(PAGE).text
        page = console.get(f"{PAGE}/drafts/{older}").text
        assert "after this draft was begun. Publishing the draft replaces it" in page
        assert publish(console, older).status_code == 409
        assert publish(console, older, seen=1).status_code == 303

    def test_discarding_asks_first(self, console):
        id = draft_id(console.post(PAGE, data=GOOD))
        asked = console.get(f"{PAGE}/drafts/{id}/discard")
        assert "Discard the draft “Acme Circle”?" in asked.text
        assert console.post(f"{PAGE}/drafts/{id}/discard").location == PAGE
        page = console.get(PAGE).text
        assert "The draft is discarded." in page
        assert "Acme Circle" not in page
        shown = console.get(f"{PAGE}/drafts/{id}").text
        assert "so it cannot be published" in shown
        assert "/publication" not in shown
        assert console.get(f"{PAGE}/drafts/{id}/discard").status_code == 303

    def test_an_older_tab_overwrites_nothing_and_is_told(self, console):
        base = draft_id(console.post(PAGE, data=GOOD))
        one = draft_id(console.post(PAGE, data={"name": "One tab", "base": base}))
        two = console.post(
            PAGE, data={"name": "Other tab", "base": base}, follow_redirects=True
        ).text
        assert "Nothing was overwritten" in two
        page = console.get(PAGE).text
        assert "draft “One tab”" in page
        assert "draft “Other tab”" in page
        assert "draft “Acme Circle”" not in page
        assert console.get(f"{PAGE}/drafts/{one}").status_code == 200

    def test_a_stranger_discards_nothing(self, console, sign_in_as):
        id = draft_id(console.post(PAGE, data=GOOD))
        stranger = sign_in_as(MemberFactory())
        assert stranger.get(f"{PAGE}/drafts/{id}/discard").status_code == 403
        assert stranger.post(f"{PAGE}/drafts/{id}/discard").status_code == 403
        assert "draft “Acme Circle”" in console.get(PAGE).text

    def test_what_is_published_is_not_discarded(self, console, published):
        made = published(name="Stays")
        answer = console.post(
            f"{PAGE}/drafts/{made.id}/discard", headers={"Referer": f"http://localhost{PAGE}"}
        )
        assert answer.status_code == 303
        assert "This draft was published as version 1. It stays." in console.get(PAGE).text


def test_a_picture_keeps_nothing_of_what_was_hidden_in_it(console, client):
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    content = picture(800, 400, "JPEG", exif=exif)
    id = draft_id(console.post(PAGE, data=GOOD | {"hero": (content, "h.jpg")}))
    assert b"where I live" not in console.get(f"/brand/{id}/hero.webp").data
