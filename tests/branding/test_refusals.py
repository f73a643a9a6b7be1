"""What the page refuses, with a sentence, and nothing kept."""

import io
import re
import struct
import zlib

import pytest
from PIL import Image

from hub.branding.models import BrandVersion
from hub.branding.pictures import encode
from hub.branding.units import GENDERED
from hub.db import db as hub_db
from hub.pictures import MAX_BYTES, BadPicture
from tests.branding.conftest import picture
from tests.branding.drafts import GOOD, PAGE, draft_id, kept, stored
from tests.factories import MemberFactory
from tests.kept import kept_picture


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
