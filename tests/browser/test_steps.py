"""Steps whose comfort is script: a scale by keyboard, words to copy, answers checked in place."""

import pytest
from playwright.sync_api import Page, expect

from hub.challenges.models import CodeTry, QuizTry, Submission
from hub.db import db as hub_db
from tests.browser.work import answer, begin
from tests.challenges.steps.helpers import SOUND
from tests.factories import ChallengeFactory, StepFactory
from tests.live import wait_until

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def steps(people) -> str:
    """The way to a challenge with a question and what is checked while one works."""
    challenge = people(ChallengeFactory, title="A bit of everything")
    for place, kind in enumerate(("answer", "rating", "quiz", "share", "code", "proof")):
        step = {"place": place, "kind": kind, "title": f"The {kind}", "settings": SOUND[kind]}
        people(StepFactory, challenge=challenge, **step)
    return f"/challenges/{challenge.id}"


def ratings() -> list[int]:
    hub_db.session.rollback()
    found = [row.content.get("rating") for row in hub_db.session.query(Submission)]
    return [number for number in found if number]


def count(model) -> int:
    hub_db.session.rollback()
    return hub_db.session.query(model).count()


def test_a_number_is_chosen_by_the_arrow_keys_and_kept(new_page, people, steps):
    page: Page = new_page()
    begin(page, people, steps, "keys@work.example")
    page.get_by_role("radio", name="Not at all").focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()
    wait_until(lambda: ratings() == [4], "the number to arrive", 15)
    page.reload()
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()


def test_checking_one_step_leaves_the_words_of_another_alone(new_page, people, steps):
    page: Page = new_page()
    begin(page, people, steps, "quiz@work.example")
    answer(page).press_sequentially("Half a thought")
    page.get_by_role("radio", name="The moon").check()
    page.get_by_role("checkbox", name="Baltic").check()
    page.get_by_role("button", name="Check my answers").dblclick()
    expect(page.get_by_text("1 of 2 right.")).to_be_visible()
    assert count(QuizTry) == 1
    page.get_by_label("Code", exact=True).fill("owl")
    page.get_by_role("button", name="Check the code").click()
    expect(page.get_by_text("This is not one of the codes.")).to_be_visible()
    page.get_by_label("Code", exact=True).fill("Blaue mowe")
    page.get_by_role("button", name="Check the code").click()
    expect(page.get_by_text("The code was right.")).to_be_visible()
    assert count(CodeTry) == 1
    expect(answer(page)).to_have_value("Half a thought")
    expect(page.get_by_role("radio", name="The moon")).to_be_checked()


def test_words_that_are_offered_are_copied(new_page, people, steps):
    page: Page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, people, steps, "copy@work.example")
    page.get_by_role("button", name="Copy: Words to begin with").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Come and see")
