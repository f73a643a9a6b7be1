"""What every answer carries."""

import re

import pytest

from hub.pictures import save
from hub.web.headers import PICTURE_POLICY
from hub.web.static import digest
from tests.factories import MemberFactory
from tests.pictures import picture_file

PAGES = ["/sign-in", "/healthz", "/no-such-page", f"/static/{digest()}/css/base.css"]


@pytest.mark.parametrize("path", PAGES)
def test_security_headers(client, path):
    with client.get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"] if path[:8] != "/static/" else None
    if policy:
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" not in headers


def test_behind_https_cookies_are_bound_to_the_host_and_the_browser_told_to_stay(make_app):
    client = make_app(base_url="https://hub.example.com").test_client()
    response = client.get("/sign-in", base_url="https://hub.example.com")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-hub=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_a_picture_opened_by_itself_may_be_laid_out_by_the_browser(sign_in_as, db):
    """Browsers make a page around it, whose styles stand in its elements."""
    member = sign_in_as(MemberFactory())
    answer = member.get(save(picture_file(), "cover").url())
    assert answer.headers["Content-Security-Policy"] == PICTURE_POLICY
    assert "script" not in PICTURE_POLICY
    assert "Speculation-Rules" not in answer.headers


def test_pages_are_not_kept_by_anybody(sign_in_as, db):
    response = sign_in_as(MemberFactory()).get("/notifications")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_request_id_is_on_the_answer_and_on_the_error_page(client):
    response = client.get("/no-such-page")
    id = response.headers["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{16}", id)
    assert id in response.text
