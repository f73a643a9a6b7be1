"""A challenge to work at, and a page of it."""

from playwright.sync_api import Page, expect

from hub.challenges.models import Submission
from hub.db import db as hub_db
from tests.browser.conftest import sign_in
from tests.factories import MemberFactory


def begin(page: Page, people, path: str, email: str) -> None:
    people(MemberFactory, email=email)
    sign_in(page, email)
    page.goto(path)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#hand-in")).to_be_visible()


def answer(page: Page):
    return page.locator("#main textarea").first


def stored() -> list[str]:
    """The answers that the hub has."""
    hub_db.session.rollback()
    return [row.content.get("text", "") for row in hub_db.session.query(Submission)]
