"""The harshest brands in a real browser: everything on the page can still be read."""

import io
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_security import hash_password
from PIL import Image
from playwright.sync_api import Page

from hub.branding.models import BUILT_IN, BrandPicture
from hub.branding.operations import Chosen, draft, publish, restore
from hub.branding.palette import derived
from hub.branding.pictures import save
from hub.branding.queries import number_in_force
from hub.db import db as hub_db
from hub.members.queries.addresses import member_signing_in
from tests.branding.conftest import picture
from tests.browser.conftest import DESK, PHONE, Live, sign_in
from tests.conftest import PASSWORD
from tests.factories import ChallengeFactory, MemberFactory, TierFactory, give_points

pytestmark = [pytest.mark.xdist_group("brand"), pytest.mark.timeout(600)]

CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
HARSH = [("#ffff00", None), ("#777777", "#777777"), ("#00ffff", "#ff00ff"), ("#000000", "#ffffff")]
MEMBER = ("/", "/challenges", "/me", "/leaderboard", "/rewards")
MANAGER = ("/console", "/console/challenges", "/console/settings/brand", "/console/tiers")


@pytest.fixture(scope="module")
def faces(live: Live) -> tuple[str, str]:
    """Addresses of a member with points and of a manager."""
    with live.app.test_request_context():
        for threshold in (0, 5000):
            TierFactory(threshold=threshold)
        ChallengeFactory()
        hashed = hash_password(PASSWORD)
        member = MemberFactory(password=hashed)
        manager = MemberFactory(password=hashed, roles=("manager",))
        give_points(member, 120)
        hub_db.session.commit()
        return member.email, manager.email


@pytest.fixture
def brand(live: Live, faces: tuple[str, str]) -> Iterator[Callable[..., None]]:
    """Publish a brand in the running hub. Afterwards the look is ours again."""
    with live.app.test_request_context():
        manager = member_signing_in(faces[1])
        assert manager

        def publish_it(chosen: Chosen, *uploads: BrandPicture) -> None:
            made = draft(chosen, uploads, begun_from=number_in_force(), by=manager)
            publish(made, number_in_force(), by=manager)
            hub_db.session.commit()

        yield publish_it
        restore(BUILT_IN, number_in_force(), by=manager)
        hub_db.session.commit()
        hub_db.session.remove()


def unreadable(page: Page, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += [
            f"{path}: {node['html'][:120]} {node['failureSummary'][:200]}"
            for violation in Axe().run(page, options=CONTRAST).response["violations"]
            for node in violation["nodes"][:3]
        ]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", HARSH, ids=lambda pair: pair[0])
def test_nothing_becomes_unreadable(
    new_page: Callable[..., Page], faces: tuple[str, str], brand, colours, scheme
):
    member, manager = faces
    brand(Chosen(name="Harsh", brand_colour=colours[0], accent_colour=colours[1]))
    found = []
    for email, paths, viewport in ((member, MEMBER, PHONE), (manager, MANAGER, DESK)):
        page = new_page(viewport=viewport)
        page.emulate_media(color_scheme=scheme)
        found += unreadable(page, ("/sign-in",))
        sign_in(page, email)
        page.wait_for_url(lambda url: "/sign-in" not in url)
        used = page.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--brand')"
        )
        assert "light-dark(#" in used, "the sheet is not in force"
        found += unreadable(page, paths)
    assert not found, "\n".join(["", *found])


def test_a_picture_is_never_lighter_than_its_ground(
    new_page: Callable[..., Page], faces: tuple[str, str], brand
):
    """A white picture behind the welcome comes out as the ground that every word was held to."""
    white = io.BytesIO()
    Image.new("RGB", (900, 600), "white").save(white, "PNG")
    white.seek(0)
    brand(Chosen(brand_colour="#7c3aed"), save("hero", white))
    page = new_page()
    sign_in(page, faces[0])
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.wait_for_load_state("networkidle")
    corner = page.locator(".hero").bounding_box()
    assert corner
    spot = {"x": corner["x"] + corner["width"] / 2, "y": corner["y"] + 4, "width": 4, "height": 4}
    shown = Image.open(io.BytesIO(page.screenshot(clip=spot))).convert("RGB").getpixel((1, 1))
    ground = derived("#7c3aed", None)["dark"]["picture-ground"]
    wanted = tuple(int(ground[at : at + 2], 16) for at in (1, 3, 5))
    assert all(abs(one - other) <= 2 for one, other in zip(shown, wanted, strict=True)), shown


def test_a_vendor_brands_the_hub_by_clicking(
    new_page: Callable[..., Page], faces: tuple[str, str], tmp_path
):
    """Name, colour, logo, preview, publish; and back again."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture().getvalue())
    page = new_page()
    sign_in(page, faces[1])
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/console/settings/brand")
    page.get_by_label("Hub name").fill("Orchid")
    page.get_by_label("Pick the brand colour").fill("#7c3aed")
    assert page.get_by_label("Brand colour", exact=True).input_value() == "#7c3aed"
    page.get_by_label("Logo").set_input_files(logo)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/console/settings/brand")
    assert "Orchid" in page.title()
    page.get_by_role("link", name="Use this again: the look as we ship it").click()
    page.get_by_role("button", name="Use it again").click()
    page.wait_for_url("**/console/settings/brand")
    assert "Orchid" not in page.title()
