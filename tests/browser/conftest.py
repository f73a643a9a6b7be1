"""Chromium, and a whole hub to click on: web server, worker and relay, as `hub run` starts them."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask_security import hash_password
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.db import db as hub_db
from tests.conftest import PASSWORD
from tests.factories import ChallengeFactory, MemberFactory, StepFactory
from tests.live import own_settings
from tests.pages.programme import load
from tests.pages.serving import FLAGS, chromium_path, free_url, served

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Live:
    """A running hub: its address, and its app for looking into the database."""

    url: str
    app: Flask


@pytest.fixture(scope="module")
def live(settings: Settings, make_app: Callable[..., Flask]) -> Iterator[Live]:
    """A running hub over an empty, migrated database."""
    url = free_url()
    changes = own_settings(settings, "hub_browser", 3).model_dump() | {"base_url": url}
    app = make_app(**changes)
    migrate_database(app)
    hub = [sys.executable, "-c", "from hub.cli import main; main()"]
    with served(app, url) as start:
        start([*hub, "worker"])
        start([*hub, "relay"])
        yield Live(url, app)


@pytest.fixture(scope="session")
def programme(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running hub in which every listed page has something to show; nothing changes it."""
    url = free_url()
    folder = tmp_path_factory.mktemp("pages")
    places = {
        "data_dir": folder,
        "files_url": (folder / "files").as_uri(),
        "mail_url": (folder / "mail").as_uri(),
        "base_url": url,
    }
    app = create_app(own_settings(settings, "hub_pages", 7).model_copy(update=places))
    app.config["WTF_CSRF_ENABLED"] = False
    migrate_database(app)
    load(app)
    with served(app, url):
        yield Live(url, app)
    with app.app_context():
        hub_db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium from the PATH, or Playwright's own; without either the tests are skipped, or fail
    where `HUB_REQUIRE_BROWSER` is set."""
    path = chromium_path(playwright)
    if path is None:
        reason = "no Chromium on the PATH and none of Playwright's"
        if os.environ.get("HUB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def new_page(live: Live, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a new browser: its own cookies, no script error tolerated."""
    contexts: list[Any] = []
    errors: list[str] = []

    def make(
        *, javascript: bool = True, viewport: dict[str, int] = DESK, timezone: str | None = None
    ) -> Page:
        context = chromium.new_context(
            base_url=live.url,
            java_script_enabled=javascript,
            viewport=viewport,  # type: ignore[arg-type]
            locale="en-GB",
            timezone_id=timezone,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        return page

    yield make
    for context in contexts:
        context.close()
    # A test that cuts the network hears of it.
    expected = ["status of 4"]
    if any("ERR_INTERNET_DISCONNECTED" in text for text in errors):
        expected += ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "the connection broke"]
    unexpected = [text for text in errors if not any(part in text for part in expected)]
    assert not unexpected, unexpected


@pytest.fixture
def people(live: Live) -> Iterator[Any]:
    """Make members in the running hub's database; they sign in with `PASSWORD`."""
    with live.app.test_request_context():
        hashed = hash_password(PASSWORD)

        def make(factory: Callable[..., Any], **values: Any) -> Any:
            if factory is MemberFactory:
                values["password"] = hashed
            made = factory(**values)
            hub_db.session.commit()
            return made

        yield make
        hub_db.session.remove()


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture
def work(people) -> str:
    """The path of an open challenge with one answer to give."""
    challenge = people(ChallengeFactory, title="Think aloud")
    people(StepFactory, challenge=challenge, settings={"min_length": 5})
    return f"/challenges/{challenge.id}"
