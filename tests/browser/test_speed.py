"""What a visit costs: bytes on the wire, movement on the screen, and a wait that hovering saves."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, Live
from tests.pages.browsing import sign_in

pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.timeout(300)]

FIRST_VISIT, LATER_VISIT = 200_000, 30_000
MOST_SHIFT = 0.02
PAGES = {
    "signed out": ["/sign-in"],
    "member": ["/", "/challenges", "/events", "/rewards", "/leaderboard", "/me", "/me/points"],
    "manager": ["/console"],
}

SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(
        shift => { if (!shift.hadRecentInput) sum += shift.value; }
    )).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 400);
})"""


@pytest.fixture
def visit(programme: Live, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A new browser, with an empty cache, of somebody with that role."""
    contexts = []

    def make(role: str, **values: Any) -> Page:
        context = chromium.new_context(base_url=programme.url, locale="en-GB", **values)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if role != "signed out":
            sign_in(page, role)
        return page

    yield make
    for context in contexts:
        context.close()


class Wire:
    """Counts the bytes that a page's answers took on the wire, headers included."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.on("Network.loadingFinished", self._add)
        self.devtools.send("Network.enable")

    def _add(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def forget_everything(self) -> None:
        self.devtools.send("Network.clearBrowserCache")

    def cost(self, page: Page, path: str) -> int:
        self.bytes = 0
        page.goto(path, wait_until="networkidle")
        return self.bytes


@pytest.mark.parametrize(("role", "path"), [(r, p) for r, ps in PAGES.items() for p in ps])
def test_a_visit_costs_little(visit, role, path):
    page = visit(role, viewport=DESK)
    wire = Wire(page)
    # Where we stand must not be the page itself: a reload asks again for what it has.
    page.goto("about:blank")
    wire.forget_everything()
    first = wire.cost(page, path)
    page.goto("about:blank")
    later = wire.cost(page, path)
    assert 10_000 < first < FIRST_VISIT
    assert 500 < later < LATER_VISIT


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("role", PAGES)
def test_nothing_moves_while_a_page_arrives(visit, role, viewport):
    page = visit(role, viewport=viewport)
    wire = Wire(page)
    # Slow enough for the fonts to arrive after the text.
    wire.devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 40,
            "downloadThroughput": 200_000,
            "uploadThroughput": 90_000,
        },
    )
    moved = {}
    for path in PAGES[role]:
        wire.forget_everything()
        page.goto(path, wait_until="networkidle")
        moved[path] = page.evaluate(SHIFT)
    assert {path: shift for path, shift in moved.items() if shift >= MOST_SHIFT} == {}


def test_a_link_under_the_pointer_is_fetched_before_the_click(visit):
    page = visit("member", viewport=DESK)
    page.goto("/")
    devtools = page.context.new_cdp_session(page)
    states: list[str] = []
    devtools.on("Preload.prefetchStatusUpdated", lambda event: states.append(event["status"]))
    devtools.send("Preload.enable")
    page.reload(wait_until="networkidle")
    link = page.locator("nav a[href='/challenges']").first
    link.hover()
    _until(page, lambda: "Ready" in states)
    link.click()
    page.wait_for_url("**/challenges")
    used = page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType")
    assert used == "navigational-prefetch"


def test_what_is_downloaded_or_filtered_is_not_fetched_in_advance(visit):
    page = visit("member", viewport=DESK)
    states: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("Preload.prefetchStatusUpdated", lambda event: states.append(event["status"]))
    devtools.send("Preload.enable")
    page.goto("/me/points", wait_until="networkidle")
    page.locator("a[href$='statement.csv']").hover()
    page.wait_for_timeout(600)
    assert states == []


def _until(page: Page, come: Callable[[], bool]) -> None:
    for _try in range(50):
        if come():
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was fetched in advance")
