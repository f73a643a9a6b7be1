"""What browsers fetch: the sheet and the pictures of a version."""

import io
import re
from functools import partial

import pytest
from PIL import Image

from hub.branding import look
from hub.branding.models import BUILT_IN, BrandVersion
from hub.branding.operations import Chosen, draft, publish
from hub.branding.pictures import LOGO, encode, save
from tests.branding.conftest import picture
from tests.queries import count_queries


@pytest.fixture
def pictured(manager) -> BrandVersion:
    """A published version with every picture."""
    uploads = [
        save("logo", picture(2000, 300)),
        save("favicon", picture(270, 180)),
        save("hero", picture(2400, 1200, "JPEG")),
    ]
    made = draft(Chosen(brand_colour="#7c3aed"), uploads, begun_from=BUILT_IN, by=manager)
    publish(made, BUILT_IN, by=manager)
    return made


def fetched(client, path: str) -> Image.Image:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    return Image.open(io.BytesIO(answer.data))


class TestSheet:
    def test_it_fills_the_tokens_in_the_layer_between_tokens_and_base(self, client, published):
        made = published(brand_colour="#7c3aed")
        answer = client.get(f"/brand/{made.id}.css")
        assert answer.mimetype == "text/css"
        assert answer.text.startswith("@layer brand {\n  :root {\n")
        assert "--brand: light-dark(#7c3aed, " in answer.text
        assert answer.text.count("{") == answer.text.count("}")

    def test_browsers_keep_it_and_ask_with_its_tag(self, client, published):
        made = published(brand_colour="#7c3aed")
        answer = client.get(f"/brand/{made.id}.css")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        tag = answer.headers["ETag"]
        again = client.get(f"/brand/{made.id}.css", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        other = client.get(f"/brand/{made.id}.css", headers={"If-None-Match": '"other"'})
        assert other.status_code == 200

    def test_the_policy_stays_as_strict_as_it_was(self, client, published):
        published(brand_colour="#7c3aed")
        answer = client.get("/sign-in")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "<style" not in answer.text
        assert " style=" not in answer.text

    def test_it_comes_right_after_the_tokens(self, client, published):
        published(brand_colour="#7c3aed")
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/sign-in").text)
        assert [sheet.split("/")[-1].split("?")[0] for sheet in sheets[:3]] == [
            "tokens.css",
            "1.css"
            if sheets[1].startswith("/brand/1.")
            else sheets[1].split("/")[-1].split("?")[0],
            "base.css",
        ]
        assert sheets[1].startswith("/brand/")

    def test_a_name_alone_needs_no_sheet(self, client, published):
        published(name="Acme")
        assert "/brand/" not in client.get("/sign-in").text


class TestPictures:
    def test_a_logo_is_fitted_not_cropped_and_stays_clear(self, client, manager):
        shape = Image.new("RGBA", (1000, 500))
        shape.paste((20, 20, 20, 255), (100, 200, 900, 400))
        content = io.BytesIO()
        shape.save(content, "PNG")
        content.seek(0)
        made = draft(Chosen(), [save("logo", content)], begun_from=BUILT_IN, by=manager)
        publish(made, BUILT_IN, by=manager)
        logo = fetched(client, f"/brand/{made.id}/logo.webp")
        # Its empty border is cut off: 800 by 200 is 4 to 1.
        assert logo.size == (640, 160) == LOGO
        assert 'class="logo logo-on-light"' in client.get("/sign-in").text

    def test_every_shape_is_there(self, client, pictured):
        path = f"/brand/{pictured.id}"
        assert fetched(client, f"{path}/logo.webp").size == (640, 96)
        assert fetched(client, f"{path}/icon-32.png").size == (32, 32)
        home = fetched(client, f"{path}/icon-180.png")
        assert (home.size, home.mode, home.getpixel((90, 2))) == (
            (180, 180),
            "RGB",
            (255, 255, 255),
        )
        assert fetched(client, f"{path}/hero.webp").size == (1920, 960)
        assert fetched(client, f"{path}/hero-small.webp").size == (960, 480)

    def test_the_door_shows_them(self, client, pictured):
        door = client.get("/sign-in").text
        assert f'sizes="32x32" href="/brand/{pictured.id}/icon-32.png"' in door
        assert f'rel="apple-touch-icon" href="/brand/{pictured.id}/icon-180.png"' in door
        assert f'src="/brand/{pictured.id}/logo.webp" alt="The hub"' in door
        assert "hero.webp" in client.get(f"/brand/{pictured.id}.css").text

    def test_without_a_small_sign_ours_takes_the_colours(self, client, published):
        made = published(brand_colour="#7c3aed", accent_colour="#f472b6")
        assert (
            f'type="image/svg+xml" href="/brand/{made.id}/mark.svg"' in client.get("/sign-in").text
        )
        assert b'fill="#7c3aed"' in client.get(f"/brand/{made.id}/mark.svg").data
        waves = client.get(f"/brand/{made.id}/waves.svg").text
        assert 'fill="#f472b6" fill-opacity=".08"' in waves

    @pytest.mark.parametrize("name", ["hero.webp", "logo.png", "..%2Fx", "logo-x.webp", "x"])
    def test_what_a_version_has_not_is_nowhere(self, client, published, name):
        assert client.get(f"/brand/{published(name='A').id}/{name}").status_code == 404

    @pytest.mark.parametrize(
        ("fill", "ground"),
        [("#ffffff", "dark"), ("#111111", "light"), ("#e11d48", "any"), ("#ffe000", "dark")],
    )
    def test_a_logo_that_one_ground_swallows_gets_the_other_as_plate(self, fill, ground):
        shape = Image.new("RGBA", (120, 60))
        shape.paste(Image.new("RGBA", (90, 60), fill), (0, 0))
        content = io.BytesIO()
        shape.save(content, "PNG")
        content.seek(0)
        assert encode("logo", content).ground == ground


def test_a_draft_is_there_only_for_those_who_keep_the_brand(client, console, manager):
    made = draft(Chosen(brand_colour="#7c3aed"), begun_from=BUILT_IN, by=manager)
    for name in (".css", "/mark.svg"):
        assert client.get(f"/brand/{made.id}{name}").status_code == 404
        answer = console.get(f"/brand/{made.id}{name}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"].startswith("private")


def test_the_look_costs_a_bare_fragment_nothing(console, htmx, published):
    bell = partial(console.get, "/notifications/bell", headers=htmx)
    bell()
    before = count_queries(bell)
    published(name="Acme", brand_colour="#7c3aed", words={"en": {"point": ["star", "stars"]}})
    assert count_queries(bell) == before


def test_the_look_costs_a_page_one_question(console, published, monkeypatch):
    published(name="Acme", brand_colour="#7c3aed", words={"en": {"point": ["star", "stars"]}})
    usual, asked = look._in_force, []
    monkeypatch.setattr(look, "_in_force", lambda: asked.append(1) or usual())
    console.get("/")
    assert asked == [1]
    questions = count_queries(partial(console.get, "/"))
    monkeypatch.setattr(look, "_in_force", look.Look)
    assert count_queries(partial(console.get, "/")) == questions - 1
