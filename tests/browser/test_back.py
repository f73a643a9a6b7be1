"""Nothing jumps: buttons answer where they are, and Back leads to a page that can be shown."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import (
    ActKindFactory,
    EventFactory,
    MemberFactory,
)

pytestmark = pytest.mark.xdist_group("browser")

LOW = {"width": 390, "height": 500}


@pytest.fixture
def manager(new_page, people, request) -> Page:
    email = f"{abs(hash(request.node.name))}@back.example"
    people(MemberFactory, email=email, roles=("manager",))
    page = new_page(viewport=LOW)
    sign_in(page, email)
    expect(page).to_have_url(re.compile(r"/(console)?$"))
    return page


def place(page: Page) -> int:
    return page.evaluate("Math.round(scrollY)")


def test_a_kind_is_retired_where_it_stands(manager, people):
    kind = people(ActKindFactory, name="Zeppelin ride")
    page = manager
    page.goto("/console/settings/act-kinds")
    row = page.locator(f"#kind-{kind.id}")
    row.scroll_into_view_if_needed()
    before = place(page)
    assert before > 0
    row.get_by_role("button", name="Retire").click()
    expect(row.get_by_role("button", name="Reinstate")).to_be_in_viewport()
    assert abs(place(page) - before) < 5


def test_the_last_place_is_given_back_after_a_question_where_it_stands(manager, people):
    event = people(EventFactory, seats=1, description="Long.\n\n" * 40)
    page = manager
    page.goto(f"/events/{event.id}")
    page.get_by_role("button", name="Register").click()
    leave = page.get_by_role("link", name="Give my place back")
    leave.scroll_into_view_if_needed()
    before = place(page)
    leave.click()
    page.get_by_role("link", name="Keep it").click()
    leave.click()
    page.get_by_role("button", name="Yes, give it back").click()
    expect(page.get_by_role("button", name="Register")).to_be_in_viewport()
    assert before > 0
    assert page.url.endswith(f"/events/{event.id}")
