"""The page: what is typed is kept or refused with a sentence, and shown when it is published."""

import io
import re
import struct
import zlib

import pytest
from PIL import Image
from sqlalchemy import func, select

from hub.branding.models import BrandPicture, BrandVersion
from hub.branding.pictures import encode
from hub.branding.queries import in_force, number_in_force
from hub.branding.units import GENDERED
from hub.db import db as hub_db
from hub.pictures import MAX_BYTES, BadPicture
from tests.branding.conftest import picture
from tests.factories import MemberFactory
from tests.kept import kept_picture

PAGE = "/console/settings/brand"
GOOD = {"name": "Acme Circle", "brand_colour": "#7c3aed"}


def kept() -> tuple[int, int]:
    """How many versions and pictures there are."""
    count = func.count()
    return (
        hub_db.session.scalar(select(count).select_from(BrandVersion)) or 0,
        hub_db.session.scalar(select(count).select_from(BrandPicture)) or 0,
    )


def stored(app) -> set[str]:
    folder = app.config["HUB"].data_dir / "files" / "brand"
    return {str(path) for path in folder.rglob("*") if path.is_file()}


def draft_id(response) -> int:
    assert response.status_code == 303, response.text
    return int(response.location.rsplit("/", 1)[1])


def publish(console, id: int, seen: int = 0):
    return console.post(f"{PAGE}/drafts/{id}/publication", data={"seen": seen})


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


def bomb() -> io.BytesIO:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b""))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/>%s</svg>'
BAD_WORDS = [
    ({"name": ""}, "Type what the hub is called."),
    ({"name": " \t "}, "Type what the hub is called."),
    ({"name": "x" * 61}, "Keep it to 60 characters or fewer."),
    ({"name": "A\x00B"}, "There is a sign in it that nobody can see."),
    ({"name": "A\nB"}, "There is a sign in it that nobody can see."),
    ({"name": "A\u202eB"}, "There is a sign in it that nobody can see."),
    ({"name": "<b>Acme</b>"}, "This is shown as plain text."),
    ({"brand_colour": "red"}, "“red” is not a colour code."),
    ({"brand_colour": "#12"}, "“#12” is not a colour code."),
    ({"accent_colour": "#zzzzzz"}, "“#zzzzzz” is not a colour code."),
    ({"accent_colour": "x" * 100_000}, "is not a colour code."),
    ({"brand_colour": "#12345\x00"}, "is not a colour code."),
    ({"words_en_point_one": "star"}, "Give both words, for one and for more, or neither."),
    ({"words_en_point_one": "s" * 200, "words_en_point_more": "s"}, "Keep it to 40 characters"),
    ({"words_de_tier_one": "<i>", "words_de_tier_more": "x"}, "A word has letters"),
    ({"words_fr_tier_one": "100 %(s)s", "words_fr_tier_more": "x"}, "A word has letters"),
    ({"words_ja_point_one": "ス\x00"}, "There is a sign in it that nobody can see."),
    ({"mail_footer": "<a href='//x'>Acme</a>"}, "This is shown as plain text."),
    ({"mail_footer": "x" * 1001}, "Keep it to 1000 characters or fewer."),
    ({"mail_footer": "A\x00"}, "There is a sign in it that nobody can see."),
]
BAD_FILES = [
    (SVG % b"<script>alert(1)</script>", "This SVG has a script in it, so it is not kept."),
    (SVG % b'<a onload="x()"/>', "This SVG has a script in it, so it is not kept."),
    (b'\xef\xbb\xbf <?xml version="1.0"?>\n' + SVG % b"", "This is an SVG"),
    (b"<html><script>x</script></html>", "This file is not a picture we can read."),
    (b"%PDF-1.7 and more", "This file is not a picture we can read."),
    (picture().getvalue()[:-60], "This file is not a picture we can read."),
    (bomb().getvalue(), "This picture has too many pixels."),
    (picture(40, 40).getvalue(), "This picture is 40 × 40 pixels"),
    (picture(4000, 3).getvalue(), "This picture is 4000 × 3 pixels"),
    (picture(9000, 700).getvalue(), "too long for its place"),
]


class TestRefusals:
    @pytest.mark.parametrize(("wrong", "sentence"), BAD_WORDS)
    def test_a_clear_sentence_and_nothing_kept(self, app, console, wrong, sentence):
        before = stored(app)
        page = console.post(PAGE, data=GOOD | wrong)
        assert page.status_code == 422
        assert sentence in page.text
        assert (kept(), stored(app)) == ((0, 0), before)

    @pytest.mark.parametrize("field", ["logo", "favicon", "hero"])
    @pytest.mark.parametrize(("content", "sentence"), BAD_FILES)
    def test_a_file_that_lies_or_is_too_much(self, app, console, field, content, sentence):
        before = stored(app)
        files = {field: (io.BytesIO(content), "logo.png")}
        page = console.post(PAGE, data=GOOD | files)
        assert page.status_code == 422
        assert kept_picture(page, field) is None
        assert sentence in page.text
        assert (kept(), stored(app)) == ((0, 0), before)

    def test_a_name_of_a_megabyte(self, console):
        # As a browser sends it: the form has files.
        part = f'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n{"x" * 1_000_000}'
        kind = "multipart/form-data; boundary=b"
        page = console.post(PAGE, data=f"{part}\r\n--b--\r\n".encode(), content_type=kind)
        assert page.status_code == 422
        assert "Keep it to 60 characters or fewer." in page.text
        assert kept() == (0, 0)

    def test_no_browser_cuts_a_name_without_a_word(self, console):
        field = re.search(r'<input[^>]*name="name"[^>]*>', console.get(PAGE).text)
        assert "maxlength" not in field[0]

    def test_only_languages_with_articles_ask_for_one_that_fits(self, console):
        page = console.get(PAGE).text
        assert page.count("Choose words that go with the same article") == len(GENDERED)
        assert "the same article" not in page.split('<span lang="de">')[0]

    def test_a_colour_may_come_without_its_sign(self, console):
        id = draft_id(console.post(PAGE, data={"name": "A", "brand_colour": "FF0000"}))
        assert hub_db.session.get_one(BrandVersion, id).brand_colour == "#ff0000"

    @pytest.mark.parametrize("kind", ["logo", "favicon", "hero"])
    def test_a_picture_beyond_the_limit(self, kind):
        content = io.BytesIO(b"\x89PNG" + b"\x00" * MAX_BYTES)
        with pytest.raises(BadPicture, match="larger than 10 MB"):
            encode(kind, content)

    def test_what_was_typed_survives(self, console):
        typed = GOOD | {"accent_colour": "red", "mail_footer": "Acme, Ghent",
                        "words_en_point_one": "star", "words_en_point_more": "stars"}  # fmt: skip
        page = console.post(PAGE, data=typed).text
        for value in ("Acme Circle", "#7c3aed", "red", "Acme, Ghent", "stars"):
            assert value in page

    def test_a_good_picture_is_kept_while_the_rest_is_put_right(self, console):
        files = {"logo": (picture(), "a.png"), "hero": (picture(40, 40), "tiny.png")}
        page = console.post(PAGE, data=GOOD | files | {"accent_colour": "red"})
        token = kept_picture(page, "logo")
        shown = re.search(r'src="(/brand/pictures/[^"]+)"', page.text)[1]
        assert (kept(), kept_picture(page, "hero")) == ((0, 1), None)
        assert Image.open(io.BytesIO(console.get(shown).data)).size == (400, 100)
        made = hub_db.session.get_one(
            BrandVersion, draft_id(console.post(PAGE, data=GOOD | {"logo": token}))
        )
        assert (str(made.logo_id), made.hero_id) == (shown.rsplit("/", 1)[1], None)

    def test_a_kept_picture_is_for_its_own_place_and_for_who_sent_it(self, console, sign_in_as):
        sent = {"logo": (picture(), "a.png"), "name": ""}
        token = kept_picture(console.post(PAGE, data=sent), "logo")
        other = sign_in_as(MemberFactory(roles=("manager",)))
        for who, field in ((console, "hero"), (other, "logo")):
            page = who.post(PAGE, data=GOOD | {field: token})
            assert (page.status_code, "This picture is gone." in page.text) == (422, True)

    def test_markup_in_what_comes_back_is_shown_not_run(self, console):
        page = console.post(PAGE, data={"name": '"><script>alert(1)</script>'}).text
        assert "<script>alert" not in page


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


def test_a_picture_keeps_nothing_of_what_was_hidden_in_it(console, client):
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    content = picture(800, 400, "JPEG", exif=exif)
    id = draft_id(console.post(PAGE, data=GOOD | {"hero": (content, "h.jpg")}))
    assert b"where I live" not in console.get(f"/brand/{id}/hero.webp").data
