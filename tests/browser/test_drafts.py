"""What a member types at a challenge is never lost and never overwrites what is newer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.work import answer, begin, stored
from tests.live import wait_until

pytestmark = pytest.mark.xdist_group("browser")


def saved(page: Page):
    return page.get_by_text("Saved", exact=True)


def test_a_draft_survives_a_tab_closed_in_the_middle_of_a_word(new_page, people, work):
    page = new_page()
    begin(page, people, work, "quick@work.example")
    answer(page).press_sequentially("Half a thoug")
    page.close(run_before_unload=True)
    wait_until(lambda: "Half a thoug" in stored(), "the draft to arrive", 15)


def test_what_is_typed_without_a_network_is_not_called_saved_and_goes_when_it_is_back(
    new_page, people, work
):
    page = new_page()
    begin(page, people, work, "train@work.example")
    answer(page).fill("Before the tunnel.")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.context.set_offline(True)
    answer(page).fill("Written in the tunnel.")
    expect(page.get_by_text("No connection.").first).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_have_count(0)
    page.context.set_offline(False)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    wait_until(lambda: "Written in the tunnel." in stored(), "the draft to arrive", 15)


def test_loading_the_page_again_in_the_middle_of_a_word_shows_that_word(new_page, people, work):
    page = new_page()
    begin(page, people, work, "reload@work.example")
    answer(page).fill("A whole sentence.")
    expect(saved(page)).to_be_visible()
    answer(page).press_sequentially(" And half a")
    page.reload()
    expect(answer(page)).to_have_value("A whole sentence. And half a")
    answer(page).press("End")
    answer(page).press_sequentially("nother")
    expect(saved(page)).to_be_visible()
    wait_until(lambda: "A whole sentence. And half another" in stored(), "the whole", 15)


def test_a_tab_closed_without_a_network_is_made_up_for_by_the_next(new_page, people, work):
    page = new_page()
    begin(page, people, work, "plane@work.example")
    page.context.set_offline(True)
    answer(page).press_sequentially("Above the clouds.")
    page.close(run_before_unload=True)
    other = page.context.new_page()
    page.context.set_offline(False)
    other.goto(work)
    expect(answer(other)).to_have_value("Above the clouds.")
    wait_until(lambda: "Above the clouds." in stored(), "the draft to arrive", 15)


def test_two_windows_do_not_overwrite_each_other(new_page, people, work):
    old = new_page()
    begin(old, people, work, "two@work.example")
    new = new_page()
    sign_in(new, "two@work.example")
    new.goto(work)
    answer(new).fill("Written in the new window.")
    expect(saved(new)).to_be_visible()
    answer(old).fill("Written in the old window.")
    notice = old.get_by_text("in another window or on another device").first
    expect(notice).to_be_visible()
    expect(old.get_by_text("Written in the new window.")).to_be_visible()
    expect(answer(old)).to_have_value("Written in the old window.")
    assert "Written in the new window." in stored()
    old.get_by_role("button", name="Keep what is typed here").click()
    expect(saved(old)).to_be_visible()
    assert "Written in the old window." in stored()
    answer(old).press_sequentially(" More.")
    expect(saved(old)).to_be_visible()
    # The other way round, the newer one is taken.
    answer(new).fill("Late again.")
    new.get_by_role("link", name="Take what is saved").click()
    expect(answer(new)).to_have_value("Written in the old window. More.")
    new.reload()
    expect(answer(new)).to_have_value("Written in the old window. More.")


def test_what_is_typed_while_the_draft_is_on_its_way_stays(new_page, people, work):
    page = new_page()
    begin(page, people, work, "fast@work.example")
    answer(page).fill("Before.")
    page.route("**/draft", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    answer(page).press_sequentially(" After.")
    expect(page.get_by_text("You can go on whenever you like.")).to_be_visible()
    expect(answer(page)).to_have_value("Before. After.")
    wait_until(lambda: "Before. After." in stored(), "the rest to arrive", 15)


def test_a_field_made_larger_stays_so_when_the_draft_is_saved(new_page, people, work):
    page = new_page()
    begin(page, people, work, "large@work.example")
    answer(page).evaluate("field => field.style.height = '333px'")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("You can go on whenever you like.")).to_be_visible()
    assert answer(page).evaluate("field => field.offsetHeight") == 333


def test_steps_are_ticked_and_counted_as_one_types(new_page, people, work):
    page = new_page()
    begin(page, people, work, "ticks@work.example")
    step = page.locator("li.step").first
    answer(page).fill("Hm")
    expect(saved(page)).to_be_visible()
    expect(page.locator("#filled")).to_contain_text("0 of 1")
    expect(step.get_by_text("2 / 5+")).to_be_visible()
    expect(step.get_by_text("(done)")).to_be_hidden()
    answer(page).fill("Hm, let me think.")
    expect(page.locator("#filled")).to_contain_text("1 of 1")
    expect(step.get_by_text("(done)")).to_be_visible()


def test_signing_out_takes_unsent_words_along(new_page, people, work):
    page = new_page()
    begin(page, people, work, "out@work.example")
    page.route("**/submission", lambda route: route.abort())
    answer(page).press_sequentially("Nobody else reads this.")
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
    assert page.evaluate(kept) == 1
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("sign-in"))
    assert page.evaluate(kept) == 0


def test_words_that_were_refused_are_still_there_after_loading_the_page_again(
    new_page, people, work
):
    old = new_page()
    begin(old, people, work, "refused@work.example")
    new = new_page()
    sign_in(new, "refused@work.example")
    new.goto(work)
    answer(new).fill("Written in the new window.")
    expect(saved(new)).to_be_visible()
    answer(old).fill("Written in the old window.")
    old.get_by_role("button", name="Save draft").click()
    expect(old.locator("[data-form-errors]")).to_be_visible()
    old.reload()
    expect(answer(old)).to_have_value("Written in the old window.")
    expect(old.get_by_text("Written in the new window.")).to_be_visible()
    assert stored().count("Written in the new window.") == 1


def test_tabs_of_one_browser_do_not_take_each_others_words(new_page, people, work):
    first = new_page()
    begin(first, people, work, "tabs@work.example")
    second = first.context.new_page()
    second.goto(work)
    answer(first).fill("First tab.")
    expect(saved(first)).to_be_visible()
    answer(second).fill("Second tab.")
    expect(second.get_by_role("button", name="Keep what is typed here")).to_be_visible()
    answer(first).press_sequentially(" More of it.")
    expect(saved(first)).to_be_visible()
    second.reload()
    expect(answer(second)).to_have_value("Second tab.")
    expect(second.get_by_text("First tab. More of it.")).to_be_visible()


def test_who_signed_in_again_beside_the_page_need_not_type_again(new_page, people, work):
    page = new_page()
    begin(page, people, work, "back@work.example")
    page.context.clear_cookies()
    answer(page).fill("Written while signed out.")
    expect(page.get_by_text("Sign in again in another tab").first).to_be_visible()
    other = page.context.new_page()
    sign_in(other, "back@work.example")
    expect(other).to_have_url(re.compile(r"/$"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(saved(page)).to_be_visible()
    expect(page.get_by_text("Sign in again in another tab")).to_have_count(0)
    assert "Written while signed out." in stored()
