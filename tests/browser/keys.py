"""Going through pages by keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

_SEEN = (Path(__file__).parent / "seen.js").read_text()


class Keys:
    """A person without a mouse, before that page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Locator, *, at_most: int = 120) -> None:
        """Tab until the target has the focus. Every stop on the way must be seen."""
        expect(target).to_have_count(1)
        for _ in range(at_most):
            if target.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            assert not (fault := self.page.evaluate(_SEEN)), fault
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.to(target)
        self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.to(target)
        self.page.keyboard.type(text)

    def follow(self, name: str, *, to: str, inside: Locator | None = None) -> None:
        """Press Enter on the first link of that name, and be where it leads."""
        where = inside or self.page
        self.press(where.get_by_role("link", name=re.compile(name)).filter(visible=True).first)
        self.page.wait_for_url(re.compile(to))

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto("/sign-in")
        self.write(self.page.get_by_label("E-mail address"), email)
        self.write(self.page.get_by_label("Password", exact=True), password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"/$"))
