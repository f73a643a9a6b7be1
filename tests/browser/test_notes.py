"""Notes in place, and what a member's page keeps when something else on it changes."""

import re

from playwright.sync_api import expect

from hub import clock
from tests.browser.conftest import sign_in
from tests.factories import MemberFactory


def test_a_note_is_kept_and_struck_out_in_place_and_half_of_one_is_not_lost(new_page, people):
    people(MemberFactory, email="mona@vendor.example", roles=("manager",))
    ada = people(MemberFactory, given_name="Ada", deactivated_at=clock.now())
    page = new_page()
    sign_in(page, "mona@vendor.example")
    page.goto(f"/console/members/{ada.id}")
    address = page.url
    page.get_by_label("New note").fill("Moves in May")
    page.get_by_role("button", name="Keep this note").click()
    note = page.locator("#notes-list li")
    expect(note).to_contain_text("Moves in May")
    expect(page.get_by_label("New note")).to_have_value("")
    note.get_by_role("button", name="Strike out").click()
    expect(note).to_contain_text("Struck out")
    page.get_by_label("New note").fill("Half of a")
    page.get_by_role("button", name="Reactivate").click()
    expect(page.get_by_text("They can sign in again.").first).to_be_visible()
    expect(page.get_by_role("link", name="Deactivate")).to_be_visible()
    expect(page.get_by_text(re.compile("^Deactivated"))).to_have_count(0)
    expect(page.get_by_label("New note")).to_have_value("Half of a")
    assert page.url == address
