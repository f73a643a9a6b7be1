"""Every page in a browser: anyone can use it, and nothing sticks out of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hub.web.languages import LANGUAGES
from tests.browser.conftest import DESK, PHONE, Live
from tests.pages.browsing import show, sign_in
from tests.pages.every import MEMBER, PAGES
from tests.pages.programme import EMAILS, PASSWORD

pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.timeout(900)]

# Target size is not among axe's defaults.
AXE = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}  # fmt: skip
# One layout with each, so that neither is looked at in one shape only.
WINDOWS = {"light": {"width": 320, "height": 640}, "dark": DESK}
# A window of 1280 px at 200 % zoom is 640 wide. In the dark the fonts never arrive: whether they
# come in time is the network's choice, and the stand-ins have to fit as well.
WIDTHS = {"light": (320, 640), "dark": (1280, 320)}
# The layout follows the window a moment later.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
HERE = Path(__file__).parent
OUTSIDE, LOOSE = ((HERE / name).read_text() for name in ("outside.js", "loose.js"))
# The shared pages have another shell for whoever may enter the console.
SHARED = tuple(page for page in MEMBER if not page.find and page.status == 200)
SEEN = {**PAGES, "manager": (*PAGES["manager"], *SHARED)}


@pytest.fixture
def visitor(programme: Live, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A browser of somebody with that role; script errors and refused styles are not tolerated."""
    contexts, errors = [], []

    def visit(role: str, scheme: str = "light") -> Page:
        context = chromium.new_context(
            base_url=programme.url,
            viewport=PHONE,
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if scheme == "dark":
            page.route("**/*.woff2", lambda route: route.abort())
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: errors.append(said.text) if said.type == "error" else None,
        )
        sign_in(page, role)
        return page

    yield visit
    for context in contexts:
        context.close()
    expected = ("status of 4", "net::ERR_FAILED")
    unexpected = [text for text in errors if not any(known in text for known in expected)]
    assert not unexpected, unexpected


@pytest.mark.parametrize("scheme", WINDOWS)
@pytest.mark.parametrize("role", SEEN)
def test_everyone_can_use_every_page_and_nothing_sticks_out_of_it(programme, visitor, role, scheme):
    page = visitor(role, scheme)
    found = []
    for listed in SEEN[role]:
        page.set_viewport_size(WINDOWS[scheme])
        show(page, programme.app, role, listed)
        faults = [*violations(page), *page.evaluate(LOOSE), *sticking_out(page, WIDTHS[scheme])]
        found += [f"{listed.name}: {fault}" for fault in faults]
    assert not found, "\n".join(["", *found])


def violations(page: Page) -> list[str]:
    """What axe finds, with the parts of the page in which it does."""
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for violation in Axe().run(page, options=AXE).response["violations"]
        for node in violation["nodes"][:3]
    ]


def sticking_out(page: Page, widths: tuple[int, ...]) -> list[str]:
    """What is wider than the page, cut off or broken in one of the windows."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate(TWO_FRAMES)
        found += [f"at {width} px: {fault}" for fault in page.evaluate(OUTSIDE)]
    return found


def test_the_measures_see_what_is_wrong(chromium):
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        '<p style="width: 400px">Wide</p><button>Nothing</button><a href="#">Nowhere</a>'
        '<i id="a"></i><i id="a"></i><p>Lorem ipsum</p>'
        '<p style="width: 20px; overflow: hidden; white-space: nowrap">Cut off at the end</p>'
        '<p style="width: 30px; overflow-wrap: anywhere">Wonderfully</p>'
    )
    assert len(page.evaluate(LOOSE)) == 4
    assert len(page.evaluate(OUTSIDE)) == 4
    assert violations(page)
    page.close()


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_the_shell_has_room_for_the_words_of_every_language(programme, chromium, language):
    context = chromium.new_context(
        base_url=programme.url, viewport=WINDOWS["light"], locale=language
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(EMAILS["member"])
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{programme.url}/")
    assert page.locator("html").get_attribute("lang") == language
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.bottombar span')]
            .filter(word => word.scrollWidth > word.clientWidth || word.clientHeight > 24)
            .map(word => word.textContent)"""
    )
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert (cut, width) == ([], 320)
