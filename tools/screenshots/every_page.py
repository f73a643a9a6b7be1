"""The camera, and what it is pointed at."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page

from hub.paths import ROOT
from tests.pages.browsing import show, sign_in
from tests.pages.every import PAGES
from tests.pages.listed import Listed
from tools.screenshots.contact_sheet import write_contact_sheet

FOLDER = ROOT / "screenshots"
WINDOWS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
SCHEMES = ("light", "dark")
# Pictures further down would only load when somebody scrolls there.
_SETTLE = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.allSettled([...document.images].map((image) => image.decode()));
  await document.fonts.ready;
  document.activeElement?.blur?.();
  scrollTo(0, 0);
}"""


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at what, in which window and which colours."""

    role: str
    window: str
    scheme: str
    listed: Listed

    @property
    def name(self) -> str:
        return f"{self.role}-{self.window}-{self.scheme}-{self.listed.name}"

    def fits(self, word: str) -> bool:
        if word.startswith("/"):
            return self.listed.rule.startswith(word)
        if word in PAGES or word in WINDOWS or word in SCHEMES:
            return word in (self.role, self.window, self.scheme)
        return word in self.listed.name


def wanted(words: Sequence[str]) -> list[Shot]:
    """What fits all the words, by person and window, so that each signs in once for each."""
    every = [
        Shot(role, window, scheme, listed)
        for role, pages in PAGES.items()
        for window in WINDOWS
        for scheme in SCHEMES
        for listed in pages
    ]
    return [shot for shot in every if all(shot.fits(word) for word in words)]


class Camera:
    """A browser before a running hub. Nothing moves, and it is always London's time."""

    def __init__(self, app: Flask, chromium: Browser) -> None:
        self.app = app
        self._chromium = chromium
        self._signed_in: dict[str, Any] = {}

    def page(self, role: str, window: str, scheme: str, sharpness: float = 1) -> Page:
        """A window of that person, signed in."""
        context = self._chromium.new_context(
            base_url=self.app.config["BASE_URL"],
            viewport=WINDOWS[window],  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            device_scale_factor=sharpness,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            storage_state=self._signed_in.get(role),
        )
        page = context.new_page()
        if role not in self._signed_in:
            sign_in(page, role)
            self._signed_in[role] = context.storage_state()
        return page

    def show(self, page: Page, role: str, listed: Listed) -> None:
        """Bring the window to the page and wait until it looks as it will."""
        show(page, self.app, role, listed)
        page.evaluate(_SETTLE)

    def _take(self, page: Page, shot: Shot) -> None:
        """The whole page, in a window as high: bars that stay in view are at its edges then."""
        window = WINDOWS[shot.window]
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": window["width"], "height": height})
        page.screenshot(path=FOLDER / f"{shot.name}.png")
        page.set_viewport_size(window)  # type: ignore[arg-type]

    def take_all(self, shots: Sequence[Shot]) -> None:
        """Every one of them, and the contact sheet; a page that fails does not stop the others."""
        FOLDER.mkdir(exist_ok=True)
        failed = []
        before, page = None, None
        for at, shot in enumerate(shots, 1):
            looks = (shot.role, shot.window, shot.scheme)
            if page is None or looks != before:
                if page:
                    page.context.close()
                before, page = looks, self.page(*looks)
            print(f"{at}/{len(shots)} {shot.name}", flush=True)  # noqa: T201
            try:
                self.show(page, shot.role, shot.listed)
                self._take(page, shot)
            except Exception as error:
                failed.append(f"{shot.name}: {str(error).splitlines()[0]}")
        write_contact_sheet(FOLDER)
        print(f"See {(FOLDER / 'index.html').relative_to(ROOT)}.")  # noqa: T201
        if failed:
            sys.exit("\n".join(["Not taken:", *failed]))
