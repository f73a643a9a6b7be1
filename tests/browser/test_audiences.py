"""Building an audience where the net takes its time, by keys, and after the session has ended."""

import re
import time
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.conftest import PASSWORD
from tests.factories import CompanyFactory, MemberFactory

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def name() -> str:
    return f"Some {uuid.uuid4().hex[:8]}"


@pytest.fixture
def email() -> str:
    return f"{uuid.uuid4().hex[:8]}@audiences.example"


@pytest.fixture
def builder(new_page, people, email) -> Page:
    people(MemberFactory, email=email, roles=("manager",))
    page = new_page()
    sign_in(page, email)
    expect(page).to_have_url(re.compile(r"/(console)?$"))
    page.goto("/console/audiences/new")
    return page


def ask(page: Page, field: str) -> None:
    """Let the first condition be about that, and wait until the hub has drawn it."""
    page.locator("#n-0-field").select_option(field)
    expect(page.locator("input[name='n.0:was']")).to_have_value(field)


def test_a_name_is_added_by_enter_and_one_goes_on_typing(builder, people):
    company = people(CompanyFactory, name=f"Halyard {uuid.uuid4().hex[:6]}")
    ask(builder, "company")
    typed = builder.locator("#n-0-typed")
    typed.fill(company.name)
    typed.press("Enter")
    expect(builder.get_by_role("checkbox", name=company.name)).to_be_checked()
    expect(typed).to_have_value("")
    expect(typed).to_be_focused()


def test_a_button_pressed_while_typing_wins_over_the_count(builder, name):
    builder.locator("#name").fill(name)
    ask(builder, "lifetime")

    def slowly(route):
        time.sleep(0.4)
        route.continue_()

    builder.route("**/console/audiences/new", slowly)
    builder.locator("#n-0-value").fill("800")
    builder.get_by_role("button", name="Save", exact=True).click()
    expect(builder).to_have_url(re.compile(r"/console/audiences/\d+$"))
    expect(builder.locator("#n-0-value")).to_have_value("800")


def test_a_rule_is_there_again_after_signing_in(builder, name, email):
    builder.locator("#name").fill(name)
    ask(builder, "lifetime")
    builder.locator("#n-add").click()
    expect(builder.locator("#n-1-field")).to_be_visible()
    builder.locator("#n-0-value").fill("800")
    builder.context.clear_cookies()
    builder.get_by_role("button", name="Save", exact=True).click()
    expect(builder).to_have_url(re.compile("/sign-in"))
    builder.get_by_label("E-mail address").fill(email)
    builder.get_by_label("Password", exact=True).fill(PASSWORD)
    builder.get_by_role("button", name="Sign in", exact=True).click()
    expect(builder.locator("#n-0-value")).to_have_value("800")
    expect(builder.locator("#n-1-field")).to_be_visible()
    expect(builder.locator("#name")).to_have_value(name)
