"""Searching in a real browser: by the key, while one types, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, sign_in
from tests.browser.keys import Keys
from tests.conftest import PASSWORD
from tests.factories import ChallengeFactory, MemberFactory

pytestmark = pytest.mark.xdist_group("browser")


def test_the_key_leads_to_the_search_and_results_come_while_one_types(new_page, people):
    challenge = people(ChallengeFactory, title="Lighthouse keepers wanted")
    people(MemberFactory, email="seeks@work.example")
    page = new_page()
    keys = Keys(page)
    keys.sign_in("seeks@work.example", PASSWORD)
    page.keyboard.press("/")
    page.wait_for_url(re.compile(r"/search$"))
    field = page.get_by_label("What are you looking for?")
    expect(field).to_be_focused()
    status = page.locator("#results-count")
    # The region that is read out must stay the same one.
    status.evaluate("(one) => { one.kept = true; }")
    page.keyboard.type("lighth")
    expect(status).to_have_text("1 found for “lighth”")
    page.wait_for_url(re.compile(r"/search\?q=lighth$"))
    expect(page.locator("mark").first).to_have_text("Lighth")
    expect(field).to_be_focused()
    page.keyboard.type("xx")
    expect(status).to_have_text(re.compile("Nothing fits"))
    field.fill("zeppelin")
    expect(status).to_have_text(re.compile("Nothing found"))
    assert status.evaluate("(one) => one.kept")
    field.fill("lighthouse")
    expect(status).to_have_text("1 found for “lighthouse”")
    keys.follow("Lighthouse", to=rf"/challenges/{challenge.id}$", inside=page.locator("#results"))
    page.go_back()
    expect(field).to_have_value("lighthouse")
    expect(status).to_have_text("1 found for “lighthouse”")


def test_the_key_leads_to_the_search_from_a_list_with_a_filter_too(new_page, people):
    people(MemberFactory, email="jumps@work.example", roles=("manager",))
    page = new_page()
    sign_in(page, "jumps@work.example")
    page.goto("/challenges")
    page.keyboard.press("/")
    page.wait_for_url(re.compile(r"/search$"))
    field = page.locator("[data-search]")
    field.fill("a")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    page.goto("/console/members")
    page.keyboard.press("/")
    page.wait_for_url(re.compile(r"/console/search$"))


def test_too_many_letters_are_refused_in_a_sentence(new_page, people):
    people(MemberFactory, email="long@work.example")
    page = new_page()
    sign_in(page, "long@work.example")
    page.goto("/search")
    field = page.get_by_label("What are you looking for?")
    field.evaluate("(one) => one.removeAttribute('maxlength')")
    field.fill("word " * 40)
    expect(page.locator("#results-count")).to_have_text(re.compile("too long"))
    expect(field).to_be_focused()


def test_without_javascript_it_is_a_form_like_any_other(new_page, people):
    people(ChallengeFactory, title="Plain sailing")
    people(MemberFactory, email="plain@work.example")
    page = new_page(javascript=False, viewport=PHONE)
    sign_in(page, "plain@work.example")
    page.get_by_role("link", name="Search").click()
    page.get_by_label("What are you looking for?").fill("plain")
    page.locator("main").get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile(r"/search\?q=plain$"))
    page.get_by_role("link", name="Plain sailing").click()
    page.wait_for_url(re.compile(r"/challenges/\d+$"))


def test_a_filter_follows_what_is_typed_and_says_how_much_there_is(new_page, people):
    people(ChallengeFactory, title="Lantern parade")
    people(ChallengeFactory, title="Something else")
    people(MemberFactory, email="narrows@work.example")
    page = new_page()
    sign_in(page, "narrows@work.example")
    page.goto("/challenges")
    field = page.get_by_label("Search by title")
    field.click()
    page.keyboard.type("lant", delay=30)
    cards = page.locator("#open-list > *")
    expect(cards).to_have_count(1)
    expect(page.locator("#told")).to_have_text("1 found")
    expect(field).to_be_focused()
    assert field.evaluate("(one) => one.selectionStart") == 4
    page.keyboard.type("ern")
    page.wait_for_url(re.compile(r"\?q=lantern"))
    page.reload()
    expect(field).to_have_value("lantern")
    page.get_by_role("link", name="Lantern parade", exact=True).click()
    page.wait_for_url(re.compile(r"/challenges/\d+$"))
    page.go_back()
    expect(field).to_have_value("lantern")
    expect(cards).to_have_count(1)
    page.get_by_role("link", name="Show everything").click()
    field.fill("zzz")
    link = page.get_by_role("link", name="Search everything for “zzz”")
    expect(link).to_have_attribute("href", "/search?q=zzz")
    page.get_by_label("Kind").select_option("quiz")
    page.wait_for_url(re.compile("kind=quiz"))


def test_the_months_turn_in_place_under_the_same_arrow(new_page, people):
    people(MemberFactory, email="turns@work.example")
    page = new_page()
    sign_in(page, "turns@work.example")
    page.goto("/events?when=month")
    title = page.locator("#month-title")
    first = title.inner_text()
    after = page.get_by_role("link", name="The month after")
    after.focus()
    for _press in range(2):
        before = title.inner_text()
        page.keyboard.press("Enter")
        expect(title).not_to_have_text(before)
        expect(after).to_be_focused()
    expect(page.locator("#told")).to_have_text(title.inner_text())
    page.wait_for_url(re.compile(r"month=20\d\d-\d\d"))
    shown = title.inner_text()
    page.reload()
    expect(title).to_have_text(shown)
    page.get_by_role("link", name="To today").click()
    expect(title).to_have_text(first)
    page.go_back()
    expect(title).to_have_text(shown)
