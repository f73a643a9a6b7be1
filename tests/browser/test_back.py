"""Nothing jumps: buttons answer where they are, and Back leads to a page that can be shown."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.conftest import PASSWORD
from tests.factories import (
    ActKindFactory,
    EventFactory,
    MemberFactory,
)
from tests.live import wait_until

pytestmark = pytest.mark.xdist_group("browser")

LOW = {"width": 390, "height": 500}


@pytest.fixture
def email(request) -> str:
    return f"{abs(hash(request.node.name))}@back.example"


@pytest.fixture
def manager(new_page, people, email) -> Page:
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


def put_on_record(page: Page) -> None:
    page.get_by_role("button", name="Put on record").click()


def test_refused_twice_and_accepted_leaves_nothing_to_send_again(manager, people):
    people(ActKindFactory, name="Keynote")
    member = people(MemberFactory)
    page = manager
    page.goto("/console/acts")
    page.goto("/console/acts/new")
    page.get_by_label("Note").fill("On the main stage")
    for _ in range(2):
        put_on_record(page)
        expect(page.locator("[data-form-errors]")).to_be_focused()
        expect(page.get_by_label("Note")).to_have_value("On the main stage")
    page.locator("#email").fill(member.addresses[0].email)
    page.locator("#kind_id").select_option(
        label=page.locator("#kind_id option", has_text="Keynote").inner_text()
    )
    put_on_record(page)
    expect(page.get_by_text("On record: Keynote")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Log an act")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/console/acts$"))


def test_lines_are_not_left_without_a_question_and_back_leads_to_a_page(manager, people):
    kind = people(ActKindFactory, name="Podcast guest", slug="podcast-guest")
    member = people(MemberFactory)
    page = manager
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/console/acts/lines")
    lines = page.locator("#lines")
    lines.fill("email,kind,date,note\nnobody@nowhere.example,podcast-guest,2026-05-31,x")
    look = page.get_by_role("button", name="Look at them")
    look.click()
    expect(page.locator("[data-form-errors]")).to_be_focused()
    sheet = f"email,kind,date,note\n{member.addresses[0].email},{kind.slug},2026-05-31,x"
    file = {"name": "acts.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    page.locator("#file").set_input_files(file)
    look.click()
    expect(page.get_by_role("heading", name="1 act would be put on record")).to_be_visible()
    page.get_by_role("link", name="Acts", exact=True).first.click()
    wait_until(lambda: page.wait_for_timeout(50) or asked, "the question", 10)
    page.get_by_role("button", name="Back to the lines").click()
    expect(lines).to_have_value(sheet)
    look.click()
    put_on_record(page)
    expect(page.get_by_text("1 act was put on record.")).to_be_visible()
    page.go_back()
    expect(lines).to_have_value("")
    assert asked == ["beforeunload"]


def test_a_password_mistyped_is_nothing_to_send_again(new_page, people):
    people(MemberFactory, email="back@work.example")
    page = new_page()
    page.goto("/sign-in")
    for password in ("wrong", "wrong again", PASSWORD):
        page.get_by_label("E-mail address").fill("back@work.example")
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        if password != PASSWORD:
            expect(page.locator("[data-form-errors], [aria-invalid=true]").first).to_be_focused()
    expect(page).to_have_url(re.compile(r"/$"))
    answer = page.go_back()
    assert answer is None or answer.ok
    expect(page.locator("#main")).to_be_visible()


def sign_in_here(page: Page, email: str) -> None:
    expect(page.get_by_text("You had been signed out meanwhile.")).to_be_visible()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_who_was_signed_out_is_at_the_form_again_with_what_they_typed(manager, email):
    page = manager
    page.goto("/console/settings/act-kinds/new")
    page.get_by_label("Name").fill("Balloon ride")
    page.locator("input[name=value]").fill("7")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    sign_in_here(page, email)
    expect(page.get_by_label("Name")).to_have_value("Balloon ride")
    expect(page.locator("input[name=value]")).to_have_value("7")
    expect(page.locator("[data-guard=unsaved]")).to_have_count(1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Added.")).to_be_visible()
    page.goto("/console/settings/act-kinds/new")
    expect(page.get_by_label("Name")).to_have_value("")


def test_steps_of_a_challenge_come_back_too(manager, email):
    page = manager
    page.goto("/console/challenges/new")
    page.get_by_label("Title").first.fill("Say it aloud")
    adding = page.locator("button[name=action][value^='add:']")
    steps = page.locator("[name^=steps-][name$=-kind]")
    before = steps.count()
    adding.first.click()
    expect(steps).to_have_count(before + 1)
    page.context.clear_cookies()
    adding.first.click()
    sign_in_here(page, email)
    expect(steps).to_have_count(before + 1)
    expect(page.get_by_label("Title").first).to_have_value("Say it aloud")
    expect(page.locator("[data-guard=unsaved]")).to_have_count(1)


def test_nobody_else_sees_what_was_typed(manager, people):
    other = people(MemberFactory, email="other@back.example", roles=("manager",))
    page = manager
    page.goto("/console/settings/act-kinds/new")
    page.get_by_label("Name").fill("Secret plan")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    sign_in_here(page, other.addresses[0].email)
    expect(page.get_by_label("Name")).to_have_value("")
    assert page.evaluate("sessionStorage.length") == 0
