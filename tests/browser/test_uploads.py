"""Pictures on their way: sent once, refused before they go, and sent again when they broke."""

import pytest
from playwright.sync_api import Page, expect

from hub.challenges.models import Attempt, Submission
from hub.db import db as hub_db
from tests.browser.conftest import sign_in
from tests.factories import ChallengeFactory, MemberFactory, StepFactory
from tests.live import wait_until
from tests.pictures import picture_file

pytestmark = pytest.mark.xdist_group("browser")


def a_file(name: str = "proof.png", mime: str = "image/png", size: int = 0) -> dict:
    return {"name": name, "mimeType": mime, "buffer": picture_file().getvalue() + bytes(size)}


@pytest.fixture
def page(new_page, people) -> Page:
    """The page of a begun challenge that asks for one picture."""
    challenge = people(ChallengeFactory, title="Show it")
    people(StepFactory, challenge=challenge, kind="picture", settings={})
    email = f"shows-{challenge.id}@work.example"
    people(MemberFactory, email=email)
    page = new_page()
    sign_in(page, email)
    page.goto(f"/challenges/{challenge.id}")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#hand-in")).to_be_visible()
    return page


def state(page: Page) -> str:
    hub_db.session.rollback()
    id = int(page.url.partition("#")[0].rsplit("/", 1)[1])
    return hub_db.session.query(Attempt).filter_by(challenge_id=id).one().state


def pictures_sent(page: Page) -> list[str]:
    """The addresses that got a file, from now on."""
    sent: list[str] = []

    def look(request):
        if request.method == "POST" and b'filename="proof' in (request.post_data_buffer or b""):
            sent.append(request.url.rsplit("/", 1)[1])

    page.on("request", look)
    return sent


def test_handing_in_waits_for_the_picture_and_sends_it_once(page):
    sent = pictures_sent(page)
    page.route("**/submission", lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.locator("input[type=file]").set_input_files(a_file())
    page.get_by_role("button", name="Hand in").click(no_wait_after=True)
    expect(page.get_by_text("Handed in.").first).to_be_visible()
    assert sent == ["submission"]
    assert state(page) == "waiting"


def test_what_cannot_arrive_is_told_before_it_goes(page):
    sent = pictures_sent(page)
    for file, sentence in (
        (a_file("proof.pdf", "application/pdf"), "Choose a JPEG, PNG, WebP, or GIF file"),
        (a_file(size=10 * 1024 * 1024), "larger than 10 MB"),
    ):
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    page.wait_for_timeout(300)
    assert sent == []


def test_a_picture_that_did_not_arrive_is_sent_again(page):
    page.context.set_offline(True)
    page.locator("input[type=file]").set_input_files(a_file())
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    expect(page.get_by_alt_text("The picture you have added")).to_be_visible()
    hub_db.session.rollback()
    assert hub_db.session.query(Submission).filter(Submission.picture_id.is_not(None)).count()
    wait_until(lambda: not page.get_by_role("button", name="Try again").count(), "the end", 5)
