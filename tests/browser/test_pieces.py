"""Pieces of pages that need a browser: uploads, charts, lists that grow, looks, confetti."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from hub.db import db as hub_db
from hub.ledger.models import BadgeAward
from hub.ledger.operations import award_badge
from hub.paging import LIMIT
from tests.browser.conftest import sign_in
from tests.factories import BadgeFactory, MemberFactory, RewardFactory, give_points
from tests.live import wait_until

pytestmark = pytest.mark.xdist_group("browser")


def picture(size=(900, 700)):
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def signed_in(new_page, people, request, **values):
    """A page on which a fresh member is signed in, and the member."""
    email = f"{abs(hash(request.node.name))}@pieces.example"
    member = people(MemberFactory, email=email, **values)
    page = new_page()
    sign_in(page, email)
    expect(page).to_have_url(re.compile(r"/(console)?$"))
    return page, member


@pytest.fixture
def member_page(new_page, people, request):
    return signed_in(new_page, people, request)


@pytest.fixture
def manager_page(new_page, people, request):
    return signed_in(new_page, people, request, roles=("manager",))[0]


# Notes every value the bar has shown, because a local upload is over before anybody looks.
WATCH = """() => {
    window.shares = [];
    new MutationObserver(() => window.shares.push(document.querySelector('.drop progress').value))
        .observe(document.querySelector('.drop .progress'), {attributes: true, subtree: true});
}"""


def test_a_picture_is_seen_before_it_goes_and_while_it_goes(member_page):
    page, _member = member_page
    page.goto("/me/profile")
    page.locator("input[type=file]").set_input_files(picture())
    expect(page.locator(".file-preview img")).to_be_visible()
    page.evaluate(WATCH)
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_text("That is you.")).to_be_visible()
    assert page.evaluate("Math.max(...window.shares)") == 100


def test_what_cannot_be_shown_is_said_and_an_old_error_goes_with_its_file(member_page):
    page, _member = member_page
    page.goto("/me/profile")
    lie = {"name": "me.png", "mimeType": "image/png", "buffer": b"no picture"}
    page.locator("input[type=file]").set_input_files(lie)
    expect(page.get_by_text("It may not be a picture.")).to_be_visible()
    expect(page.locator(".file-preview")).to_be_hidden()
    page.get_by_role("button", name="Use this picture").click()
    refusal = page.get_by_text("not a picture we can read")
    expect(refusal).to_be_visible()
    page.locator("input[type=file]").set_input_files(picture())
    expect(page.locator(".file-preview img")).to_be_visible()
    expect(refusal).to_have_count(0)
    page.get_by_role("button", name="Use this picture").click()
    expect(page.locator("#own-avatar img")).to_have_count(1)
    page.get_by_role("button", name="Remove the picture").click()
    expect(page.locator("#own-avatar img")).to_have_count(0)


def test_a_file_can_be_dropped_anywhere_on_its_place(member_page):
    page, _member = member_page
    page.goto("/me/profile")
    page.wait_for_load_state("networkidle")
    dropped = page.evaluate_handle(
        """bytes => {
            const carried = new DataTransfer();
            const content = [new Uint8Array(bytes)];
            carried.items.add(new File(content, "dot.jpg", {type: "image/jpeg"}));
            return carried;
        }""",
        list(picture((8, 8))["buffer"]),
    )
    place = page.locator("[data-drop]")
    place.dispatch_event("dragover", {"dataTransfer": dropped})
    expect(place).to_have_attribute("data-over", "")
    place.dispatch_event("drop", {"dataTransfer": dropped})
    expect(place).not_to_have_attribute("data-over", "")
    expect(page.locator(".file-preview img")).to_have_attribute("alt", "dot.jpg")
    assert page.locator("input[type=file]").evaluate("one => one.files.length") == 1


def test_a_form_with_a_file_leads_on_and_says_what_was_done(manager_page):
    page = manager_page
    page.goto("/console/rewards/new")
    page.get_by_label("Title").fill("A pictured reward")
    page.get_by_label("In one sentence").fill("Seen before it is had.")
    page.get_by_label("Cost in points").fill("10")
    page.locator("input[type=file]").set_input_files(picture())
    page.get_by_role("button", name="Save as a draft").dblclick()
    expect(page).to_have_url(re.compile(r"/console/rewards/\d+$"))
    expect(page.locator("#toasts .toast")).to_have_count(1)


def test_a_refused_file_loses_nothing_that_was_typed(manager_page):
    page = manager_page
    page.goto("/console/rewards/new")
    page.get_by_label("Title").fill("Kept title")
    page.get_by_label("In one sentence").fill("Kept.")
    page.get_by_label("Cost in points").fill("10")
    lie = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    page.locator("input[type=file]").set_input_files(lie)
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("not a picture we can read").first).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Kept title")
    # The page that came back still works: the next try goes through.
    page.locator("input[type=file]").set_input_files(picture())
    page.get_by_role("button", name="Save as a draft").click()
    expect(page).to_have_url(re.compile(r"/console/rewards/\d+$"))


def test_a_list_grows_in_place_and_the_keyboard_goes_on_at_what_is_new(member_page, people):
    page, _member = member_page
    for number in range(LIMIT + 3):
        people(RewardFactory, title=f"Thing {number:02d}")
    page.goto("/rewards")
    shown = page.locator("#rewards-list > *")
    first = shown.count()
    page.get_by_role("link", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(shown.nth(first)).to_be_focused()
    assert shown.count() > first
    expect(page.get_by_role("link", name="Previous")).to_have_count(0)
    titles = shown.locator("h3").all_text_contents()
    assert len(titles) == len(set(titles))
    # Whoever loads it again has the same list, from its start.
    page.reload()
    assert shown.locator("h3").all_text_contents() == titles
    expect(page.get_by_role("link", name="Previous")).to_have_count(0)


def test_whoever_comes_back_to_a_list_finds_it_opened_and_at_its_place(member_page, people):
    page, _member = member_page
    for number in range(100):
        people(RewardFactory, title=f"Row {number:02d}", cost=1000 + number)
    page.goto("/rewards")
    for rows in (48, 72):
        page.get_by_role("link", name="Show more").click()
        expect(page.locator("#rewards-list > *")).to_have_count(rows)
    row = page.get_by_role("link", name="Row 30")
    row.click()
    expect(page.get_by_role("heading", name="Row 30")).to_be_visible()
    page.go_back()
    expect(row).to_be_in_viewport()
    expect(page.locator("#rewards-list > *")).to_have_count(72)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_chart_is_drawn_from_its_table(member_page, motion):
    page, member = member_page
    give_points(member, 70)
    hub_db.session.commit()
    page.emulate_media(reduced_motion=motion)
    page.goto("/me/points")
    page.get_by_text("The numbers as a table").click()
    expect(page.locator(".chart tbody tr")).to_have_count(12)
    # Two colours at least: the bar's own, and the lines' behind it.
    drawn = """() => {
        const {width, height} = document.querySelector(".chart canvas");
        const brush = document.querySelector(".chart canvas").getContext("2d");
        const pixels = new Uint32Array(brush.getImageData(0, 0, width, height).data.buffer);
        const seen = {};
        for (const pixel of pixels) if (pixel >>> 24 === 255) seen[pixel] = (seen[pixel] ?? 0) + 1;
        return Object.values(seen).filter((often) => often > 500).length > 1;
    }"""
    page.wait_for_function(drawn)


def test_a_chart_that_is_not_drawn_yet_is_no_wider_than_a_small_phone(member_page):
    page, member = member_page
    give_points(member, 70)
    hub_db.session.commit()
    page.set_viewport_size({"width": 320, "height": 700})
    page.route("**/charts.js", lambda one: one.fulfill(content_type="text/javascript", body=""))
    page.goto("/me/points")
    expect(page.locator(".chart canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_look_is_chosen_without_leaving_the_page(member_page):
    page, _member = member_page
    beside = page.context.new_page()
    beside.goto(page.url)
    page.locator("[data-menu] summary").first.click()
    page.get_by_role("button", name="Dark").click()
    expect(beside.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_first_badge_is_celebrated_once(new_page, people, motion):
    email = f"{motion}@badge.example"
    member = people(MemberFactory, email=email)
    award_badge(member.id, people(BadgeFactory, name=f"First {motion}"), "For a story")
    hub_db.session.commit()
    page = new_page()
    page.emulate_media(reduced_motion=motion)
    page.add_init_script(
        """window.paper = 0;
        const {beginPath} = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.beginPath = function () {
            window.paper += 1;
            beginPath.call(this);
        };"""
    )
    sign_in(page, email)
    expect(page.get_by_text(f"Your first badge: First {motion}")).to_be_visible()
    seen = hub_db.select(BadgeAward.celebrated_at).where(BadgeAward.member_id == member.id)

    def noted():
        hub_db.session.rollback()
        return hub_db.session.scalar(seen) is not None

    wait_until(noted, "the celebration to be noted", 15)
    expect(page.locator("canvas.confetti")).to_have_count(0)
    assert (page.evaluate("window.paper") > 0) == (motion == "no-preference")
    page.reload()
    expect(page.get_by_text("Your first badge")).to_have_count(0)


def test_a_count_that_changes_is_said_aloud(member_page):
    page, member = member_page
    expect(page.locator("#told")).to_be_empty()
    give_points(member, 35)
    hub_db.session.commit()
    page.evaluate("document.dispatchEvent(new CustomEvent('points-changed'))")
    expect(page.locator("#told")).to_have_text("35 points")
    assert page.locator("#told").get_attribute("role") == "status"


ASKS = """() => !dispatchEvent(new Event("beforeunload", {cancelable: true}))"""


def test_a_page_is_not_left_with_what_is_typed_and_not_kept(manager_page, people):
    page, reward = manager_page, people(RewardFactory)
    page.goto(f"/console/rewards/{reward.id}")
    assert not page.evaluate(ASKS)
    page.get_by_label("Title").fill("")
    assert page.evaluate(ASKS)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give it a title.").first).to_be_visible()
    assert page.evaluate(ASKS), "a refused form still holds what was typed"
    page.get_by_label("Title").fill("Kept")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert not page.evaluate(ASKS)


def test_the_zone_of_the_device_stands_first(new_page, people):
    people(MemberFactory, email="zones@work.example")
    page = new_page(timezone="Asia/Calcutta")
    sign_in(page, "zones@work.example")
    page.goto("/me/profile")
    zones = page.get_by_label("Time zone")
    first = zones.locator("optgroup").first
    expect(first).to_have_attribute("label", "What this device says")
    expect(first.locator("option")).to_have_text("Kolkata (UTC+5:30)")
    # Proposed, and not chosen for them.
    expect(zones).to_have_value("")
