"""The review desk by single keys, and without them for whoever turns them off."""

import re

import pytest
from playwright.sync_api import expect

from hub import clock
from tests.browser.conftest import sign_in
from tests.factories import AttemptFactory, ChallengeFactory, MemberFactory, StepFactory

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def desk(new_page, people, request):
    """A reviewer's page, with three pieces of work in the queue."""
    family = request.node.name.replace("_", "-")
    challenge = people(ChallengeFactory, title="By keys")
    people(StepFactory, challenge=challenge)
    people(MemberFactory, email=f"{family}@keys.example", roles=("manager",))
    for name in ("Kay", "Lou", "Max"):
        member = people(MemberFactory, given_name=name, family_name=family)
        now = clock.now()
        people(
            AttemptFactory, challenge=challenge, member=member, state="waiting", handed_in_at=now
        )
    page = new_page()
    sign_in(page, f"{family}@keys.example")
    page.goto(f"/console/reviews?q={family}")
    return page


def test_through_the_queue_without_a_mouse(desk):
    page = desk
    # The page has the keyboard, not a field that was filled before.
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("j")
    expect(page.locator("[data-open]").nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-open]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"/console/reviews/\d+\?q=.+$"))
    first = page.url
    page.keyboard.press("j")
    expect(page).not_to_have_url(first)
    page.keyboard.press("k")
    expect(page).to_have_url(first)
    # Without a message the key leads to where it is written, and typing is typing.
    page.keyboard.press("r")
    message = page.get_by_label("Message to the member")
    expect(message).to_be_focused()
    page.keyboard.type("ajax, rock?")
    expect(message).to_have_value("ajax, rock?")
    message.fill("")
    message.blur()
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_text("Approved: Kay")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(first.split("?")[0].split("/console")[1])))


def test_turned_off_they_do_nothing_on_any_page(desk):
    page = desk
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use single keys in this browser").uncheck()
    page.get_by_role("button", name="Close", exact=True).click()
    for key in ("j", "o", "/", "?"):
        page.keyboard.press(key)
    expect(page.locator("#keys-help")).to_be_hidden()
    expect(page.locator("[data-open]").nth(0)).not_to_be_focused()
    expect(page.get_by_label("Member", exact=True)).not_to_be_focused()
    page.reload()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_label("Use single keys in this browser")).not_to_be_checked()
    page.get_by_label("Use single keys in this browser").check()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("/")
    expect(page.get_by_label("Member", exact=True)).to_be_focused()
