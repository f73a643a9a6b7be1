"""The whole trip by keyboard alone, with JavaScript and without it."""

import re

import pytest
from playwright.sync_api import expect

from hub.challenges.models import Attempt
from hub.db import db as hub_db
from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.keys import Keys
from tests.factories import (
    AddressFactory,
    ChallengeFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
    StepFactory,
)

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_year_without_a_mouse(new_page, people, javascript):
    kind = "js" if javascript else "plain"
    world(people, kind)
    member = Keys(new_page(javascript=javascript))
    manager = Keys(new_page(javascript=javascript))
    member.sign_in(f"kim@{kind}.example", PASSWORD)
    manager.sign_in(f"mo@{kind}.example", PASSWORD)
    hand_in(member, f"Say it by hand ({kind})")
    approve(manager, f"Say it by hand ({kind})")
    redeem(member, f"A pen ({kind})")
    register(member, f"Hands on ({kind})")
    leave(member)


def world(people, kind: str) -> None:
    challenge = people(ChallengeFactory, title=f"Say it by hand ({kind})", points=150)
    people(StepFactory, challenge=challenge, settings={"min_length": 5})
    people(RewardFactory, title=f"A pen ({kind})", cost=100)
    people(EventFactory, title=f"Hands on ({kind})")
    kim = people(MemberFactory, email=f"kim@{kind}.example", given_name=f"Kim {kind}")
    people(MemberFactory, email=f"mo@{kind}.example", roles=("manager",))
    at_home = f"kim@home-{kind}.example"
    people(AddressFactory, member=kim, email=at_home, kind="personal", verified_at=kim.joined_at)


def menu(keys: Keys):
    return keys.page.get_by_role("navigation", name="Main", exact=True)


def hand_in(member: Keys, title: str) -> None:
    page = member.page
    member.follow("Challenges", to=r"/challenges$", inside=menu(member))
    member.follow(re.escape(title), to=r"/challenges/\d+$")
    member.press(page.get_by_role("button", name="Start"))
    expect(page.locator("#hand-in")).to_be_visible()
    answer = page.locator("#main textarea").first
    member.write(answer, "Bad")
    member.press(page.locator("#hand-in"))
    expect(page.get_by_role("alert")).to_be_visible()
    answer = page.locator("#main textarea").first
    expect(answer).to_have_value("Bad")
    member.to(answer)
    page.keyboard.press("Control+A")
    page.keyboard.type("Without touching a mouse.")
    member.press(page.locator("#hand-in"))
    expect(page.get_by_text("With the reviewer")).to_be_visible()


def approve(manager: Keys, title: str) -> None:
    page = manager.page
    manager.press(page.locator("[data-menu] summary"))
    manager.follow("Console", to=r"/console$", inside=page.locator("[data-menu]"))
    side = page.get_by_role("navigation", name="Console", exact=True)
    manager.follow("Reviews", to=r"/console/reviews$", inside=side)
    row = page.get_by_role("row", name=re.compile(re.escape(title)))
    manager.follow("", to=r"/console/reviews/\d+$", inside=row)
    manager.write(page.locator("#main").get_by_role("textbox").first, "Thank you.")
    manager.press(page.get_by_role("button", name="Approve"))
    expect(page.get_by_text("All done")).to_be_visible()


def redeem(member: Keys, title: str) -> None:
    page = member.page
    member.follow("Rewards", to=r"/rewards$", inside=menu(member))
    member.follow(re.escape(title), to=r"/rewards/\d+$")
    member.follow("Redeem", to=r"/redeem", inside=page.locator("#main"))
    member.press(page.get_by_role("button", name="Yes, redeem it"))
    page.wait_for_url(re.compile(r"/redemptions/\d+$"))


def register(member: Keys, title: str) -> None:
    page = member.page
    member.follow("Events", to=r"/events$", inside=menu(member))
    member.follow(re.escape(title), to=r"/events/\d+$")
    member.press(page.get_by_role("button", name="Register"), "Space")
    expect(page.get_by_text("You have a place")).to_be_visible()


def leave(member: Keys) -> None:
    page = member.page
    member.follow("Me", to=r"/me$", inside=menu(member))
    member.follow("I have left", to=r"/me/left-company$")
    member.press(page.get_by_role("button", name=re.compile("Yes, I have left")))
    page.wait_for_url(re.compile(r"/me$"))
    expect(page.get_by_text("You are with the alumni now").first).to_be_visible()


def test_a_draft_has_as_little_time_as_it_likes(new_page, people):
    """Typed text and the place on the page outlive saving, going away and coming back."""
    challenge = people(ChallengeFactory, title="Long")
    for place in range(6):
        settings = {"min_length": 5}
        people(StepFactory, challenge=challenge, place=place, settings=settings)
    attempt = {"challenge": challenge, "member": people(MemberFactory, email="slow@work.example")}
    hub_db.session.add(Attempt(points=challenge.points, **attempt))
    hub_db.session.commit()
    page = new_page(viewport=PHONE)
    from_sign_in = Keys(page)
    from_sign_in.sign_in("slow@work.example", PASSWORD)
    page.goto(f"/challenges/{challenge.id}")
    last = page.locator("#main textarea").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 200
    with page.expect_response(lambda response: response.request.method == "POST"):
        last.press_sequentially("Nearly there")
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 5
    expect(last).to_be_focused()
    expect(last).to_have_value("Nearly there")
    page.goto("/events")
    page.go_back()
    expect(page.locator("#main textarea").last).to_have_value("Nearly there")
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 5")


def test_the_focus_stays_in_the_part_that_changed(new_page, people):
    event = people(EventFactory)
    people(MemberFactory, email="focus@work.example")
    page = new_page()
    keys = Keys(page)
    keys.sign_in("focus@work.example", PASSWORD)
    page.goto(f"/events/{event.id}")
    inside = "document.querySelector('#registration').contains(document.activeElement)"
    keys.press(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("You have a place")).to_be_visible()
    page.wait_for_function(inside)
    keys.press(page.get_by_role("button", name="Give my place back"))
    expect(page.get_by_role("button", name="Register")).to_be_visible()
    page.wait_for_function(inside)
