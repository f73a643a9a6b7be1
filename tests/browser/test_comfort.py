"""What only a browser shows: drafts, lost sessions and focus."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.factories import ChallengeFactory, MemberFactory
from tests.live import wait_until

pytestmark = pytest.mark.xdist_group("browser")


def test_the_keyboard_goes_on_where_the_button_was(new_page, people, work):
    page = new_page()
    people(MemberFactory, email="keys@work.example")
    sign_in(page, "keys@work.example")
    page.goto(work)
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hand-in")).to_be_visible()
    inside = "document.querySelector('#challenge').contains(document.activeElement)"
    page.wait_for_function(inside)


def test_where_nothing_was_typed_nothing_is_said_to_be_kept(new_page, people):
    people(MemberFactory, email="idle@work.example")
    page = new_page()
    sign_in(page, "idle@work.example")
    expect(page.locator("#main")).to_be_visible()
    failed = "{ctx: {sourceElement: document.querySelector('main')}}"
    page.evaluate(f"document.dispatchEvent(new CustomEvent('htmx:error', {{detail: {failed}}}))")
    expect(page.get_by_text("No connection. Try again.")).to_be_visible()


def test_a_translation_half_typed_is_not_left_without_a_word(new_page, people):
    challenge = people(ChallengeFactory, title="Say hello")
    people(MemberFactory, email="words@work.example", roles=("manager",))
    page = new_page()
    sign_in(page, "words@work.example")
    expect(page).to_have_url(re.compile(r"/(console)?$"))
    page.goto(f"/console/translations/challenges/{challenge.id}?language=de")
    page.get_by_label("Title").fill("Sag Hallo")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Español").click()
    wait_until(lambda: page.wait_for_timeout(50) or asked == ["beforeunload"], "the question", 10)
    expect(page.get_by_label("Title")).to_have_value("Sag Hallo")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: German (Deutsch).")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_typed_address_goes_along_to_the_other_doors_and_languages(new_page):
    page = new_page()
    page.goto("/sign-in")
    page.locator("#email").fill("ada@work.example")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#email")).to_have_value("ada@work.example")
    page.locator("a[href='/password/reset']").click()
    expect(page).to_have_url(re.compile(r"/password/reset$"))
    expect(page.locator("#email")).to_have_value("ada@work.example")
    page.goto("/nowhere")
    page.goto("/sign-in")
    expect(page.locator("#email")).to_have_value("")
