"""The whole trip through a real browser, with JavaScript and without it."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from hub.db import db as hub_db
from hub.ledger.models import Tier
from tests.browser.conftest import PHONE, sign_in
from tests.factories import MemberFactory, TierFactory

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_publish_submit_approve_redeem_fulfil(new_page, people, javascript):
    kind = "js" if javascript else "plain"
    if not hub_db.session.scalar(select(func.count(Tier.id))):
        people(TierFactory, name="Friend", threshold=0)
        people(TierFactory, name="Champion", threshold=100)
    people(MemberFactory, email=f"manager@{kind}.example", roles=("manager",), given_name="Max")
    people(MemberFactory, email=f"ada@{kind}.example", given_name="Ada")
    manager = new_page(javascript=javascript)
    member = new_page(javascript=javascript, viewport=PHONE)
    sign_in(manager, f"manager@{kind}.example")
    sign_in(member, f"ada@{kind}.example")

    publish_challenge(manager, f"Tell us a story ({kind})")
    publish_reward(manager, f"A book ({kind})")
    hand_in(member, f"Tell us a story ({kind})", "It saved our Monday mornings, every one of them.")
    approve(manager, "Wonderful, thank you.")
    member_sees_points_tier_and_notification(member, kind)
    redeem(member, f"A book ({kind})")
    fulfil(manager, f"A book ({kind})")
    member.goto("/redemptions")
    member.get_by_role("link", name=f"A book ({kind})").first.click()
    expect(member.get_by_text("Posted this morning.").first).to_be_visible()


def publish_challenge(page: Page, title: str) -> None:
    page.goto("/console/challenges/new")
    page.get_by_label("Title").fill(title)
    page.locator("#add-choice").click()
    choice = page.locator("#step-1")
    choice.get_by_label("What to do").fill("Where did you begin?")
    choice.get_by_label("Options, one on each line").fill("At my desk\nWith my team")
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_label("In one sentence").fill("Your story, told well.")
    page.get_by_label("Points").fill("120")
    page.get_by_label("Minutes it takes").fill("5")
    step = page.locator("#step-0")
    step.get_by_label("What to do").fill("What has changed for you?")
    step.get_by_label("Shortest, in characters").fill("20")
    page.locator("#publish").click()
    expect(page.get_by_text("Open", exact=True).first).to_be_visible()


def publish_reward(page: Page, title: str) -> None:
    page.goto("/console/rewards/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("In one sentence").fill("One that we like.")
    page.get_by_label("Cost in points").fill("50")
    page.get_by_label("What is left").fill("3")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name=re.compile("Publish")).click()
    page.goto("/console/rewards")
    expect(page.get_by_role("row", name=re.compile(re.escape(title)))).to_contain_text("3")


def hand_in(page: Page, title: str, answer: str) -> None:
    page.goto("/challenges")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Start").click()
    field = page.locator("textarea, input[type=text]").filter(visible=True).first
    field.fill("Too short.")
    page.locator("#hand-in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    field = page.locator("textarea, input[type=text]").filter(visible=True).first
    expect(field).to_have_value("Too short.")
    field.fill(answer)
    page.get_by_label("With my team").check()
    page.locator("#hand-in").click()
    expect(page.get_by_text("With the reviewer")).to_be_visible()


def approve(page: Page, message: str) -> None:
    page.goto("/console/reviews")
    page.get_by_role("row", name=re.compile("Ada")).get_by_role("link").first.click()
    expect(page.get_by_text("It saved our Monday mornings")).to_be_visible()
    page.locator("#main").get_by_role("textbox").first.fill(message)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("All done")).to_be_visible()


def member_sees_points_tier_and_notification(page: Page, kind: str) -> None:
    page.goto("/")
    expect(page.get_by_text("120").first).to_be_visible()
    expect(page.get_by_text("Champion").first).to_be_visible()
    page.goto("/notifications")
    expect(page.get_by_text(f"Approved: Tell us a story ({kind})")).to_be_visible()
    expect(page.get_by_text("Wonderful, thank you.")).to_be_visible()
    expect(page.get_by_text("You reached Champion")).to_be_visible()
    page.goto("/me/points")
    expect(page.get_by_text(f"Tell us a story ({kind})").first).to_be_visible()


def redeem(page: Page, title: str) -> None:
    page.goto("/rewards")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name=re.compile("Redeem")).first.click()
    page.get_by_role("button", name="Yes, redeem it").click()
    expect(page).to_have_url(re.compile(r"/redemptions/\d+$"))
    page.goto("/me/points")
    expect(page.get_by_text("70").first).to_be_visible()


def fulfil(page: Page, title: str) -> None:
    page.goto("/console/redemptions")
    page.get_by_role("row", name=re.compile(re.escape(title))).get_by_role("link").first.click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Say yes")).to_have_count(0)
    page.locator("#main").get_by_role("textbox").first.fill("Posted this morning.")
    page.get_by_role("button", name="It is sent").click()
    expect(page.get_by_text("Posted this morning.").first).to_be_visible()
