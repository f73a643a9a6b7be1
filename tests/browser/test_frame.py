"""Where things stand in the frames around a page, and in its rows."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Live
from tests.pages.browsing import sign_in

pytestmark = pytest.mark.xdist_group("pages")

LOW = {"width": 1280, "height": 560}
SMALL = {"width": 320, "height": 640}
SIDE = "document.querySelector('.console-side')"


@pytest.fixture
def manager(programme: Live, chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def visit(viewport: dict[str, int], *, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=programme.url,
            viewport=viewport,
            java_script_enabled=javascript,
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, "manager")
        return page

    yield visit
    for context in contexts:
        context.close()


def test_the_sidebar_fits_a_common_window_and_shows_where_one_is_in_a_low_one(manager):
    page = manager(DESK)
    page.goto("/console/audit")
    assert page.evaluate(f"{SIDE}.scrollHeight <= {SIDE}.clientHeight")
    page.set_viewport_size(LOW)
    page.goto("/console/audit")
    expect(page.locator(".console-side [aria-current=page]")).to_be_in_viewport(ratio=1)


def test_the_picture_of_oneself_stands_in_line_with_the_icons(manager):
    page = manager(DESK)
    page.goto("/console")
    middles = page.locator(".topbar-tools :is(.bell, .icon-button, .avatar)").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((at) => at.y + at.height / 2)"
    )
    assert len(middles) == 4
    assert max(middles) - min(middles) < 1


FOOTERS = """(all) => {
    const rows = {};
    for (const one of all) {
        const card = one.parentElement.getBoundingClientRect();
        (rows[card.top] ??= []).push(one.getBoundingClientRect());
    }
    return Object.values(rows).map((row) => row.map((at) => [at.top, at.height]));
}"""


def test_the_footers_of_a_row_of_cards_are_as_high_as_each_other(manager):
    page = manager(DESK)
    page.goto("/challenges")
    rows = page.locator(".card-footer").evaluate_all(FOOTERS)
    assert max(len(row) for row in rows) == 3
    for row in rows:
        for top, height in row:
            assert (top, height) == pytest.approx(tuple(row[0]), abs=1)


def test_without_script_a_chart_is_its_table(manager):
    page = manager(DESK, javascript=False)
    page.goto("/console")
    chart = page.locator("[data-chart]").first
    expect(chart.get_by_role("table")).to_be_visible()
    expect(chart.locator("summary")).to_be_hidden()


def test_with_script_the_table_waits_to_be_opened(manager):
    page = manager(DESK)
    page.goto("/console")
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    expect(page.locator("[data-chart] table").first).to_be_hidden()


def test_on_a_small_phone_the_words_of_an_act_have_room(manager):
    page = manager(SMALL)
    page.goto("/console/acts")
    act = page.locator("#acts-list > .act", has=page.get_by_role("link", name="Take back")).first
    words, button = act.locator(".grow").bounding_box(), act.locator(".button").bounding_box()
    assert words["width"] > 150
    assert button["y"] >= words["y"] + words["height"]
