"""The listed pages in a real browser."""

from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page

from tests.pages.listed import Listed
from tests.pages.programme import EMAILS, PASSWORD, person

# Sent by script, because the browser would not let some wrong forms go.
_POST = """([to, data]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = to;
  const token = document.querySelector("input[name=csrf_token]").value;
  for (const [name, value] of Object.entries({csrf_token: token, ...data})) {
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(form);
  form.submit();
}"""
_UNFOLD = "(parts) => document.querySelectorAll(parts).forEach((one) => { one.open = true; })"


def sign_in(page: Page, role: str) -> None:
    """Be that person; signed out needs nothing."""
    if role == "signed-out":
        return
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAILS[role])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in")


def show(page: Page, app: Flask, role: str, listed: Listed) -> None:
    """Bring the browser to the page, in its state, fonts and pictures loaded."""
    with app.test_request_context():
        who = None if role == "signed-out" else person(role)
        path = listed.path(who)
        to = listed.post_to(who) if listed.wrong else ""
    response = page.goto(path)
    if listed.wrong:
        with page.expect_navigation() as navigation:
            page.evaluate(_POST, [to, listed.wrong.data])
        response = navigation.value
    assert response, path
    arrived = urlsplit(response.url)
    assert response.status == listed.answers, f"{listed.name} answered {response.status}"
    assert arrived.path == (to or path.partition("?")[0]), f"{path} led to {arrived.path}"
    page.evaluate("document.fonts.ready")
    if listed.opened:
        page.evaluate(_UNFOLD, listed.opened)
