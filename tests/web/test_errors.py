"""Errors in the hub's look, refusals as sentences, forgery turned away."""

import json

import pytest
from flask import abort, request
from flask_babel import lazy_gettext as _l

from hub.refusals import NotAllowed, Refusal
from hub.web import public
from tests.factories import MemberFactory


@pytest.fixture(scope="module")
def broken(make_app):
    """An app with pages that fail in every way."""
    app = make_app()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/fail/<int:code>")
    @public
    def fail(code):
        abort(code)

    @app.get("/fault")
    @public
    def fault():
        raise RuntimeError("a secret detail")

    @app.post("/refuse")
    @public
    def refuse():
        raise Refusal(_l("Somebody was quicker."))

    @app.post("/forbid")
    @public
    def forbid():
        raise NotAllowed(_l("This belongs to somebody else."))

    return app


@pytest.mark.parametrize("code", [400, 403, 404, 413, 422, 429])
def test_an_error_page_in_the_hubs_look(broken, code):
    response = broken.test_client().get(f"/fail/{code}")
    assert response.status_code == code
    assert "<!DOCTYPE html>" in response.text
    assert "css/tokens" in response.text


@pytest.mark.parametrize("code", [403, 404, 422, 429])
def test_an_error_is_a_fragment_for_htmx(broken, htmx, code):
    response = broken.test_client().get(f"/fail/{code}", headers=htmx)
    assert response.status_code == code
    assert "<html" not in response.text


def test_a_fault_tells_no_details(broken):
    response = broken.test_client().get("/fault")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert response.headers["X-Request-Id"] in response.text


def test_a_refusal_goes_back_with_its_sentence(broken):
    client = broken.test_client()
    response = client.post("/refuse", headers={"Referer": "http://localhost/sign-in"})
    assert (response.status_code, response.location) == (303, "/sign-in")
    assert "Somebody was quicker." in client.get("/sign-in").text


@pytest.mark.parametrize("referer", ["", "https://evil.example/page"])
def test_a_refusal_without_a_page_to_go_back_to_is_a_page(broken, referer):
    response = broken.test_client().post("/refuse", headers={"Referer": referer})
    assert response.status_code == 409
    assert "Somebody was quicker." in response.text


def test_a_refusal_under_htmx_is_a_toast_and_leaves_the_page_alone(broken, htmx):
    response = broken.test_client().post("/refuse", headers=htmx, data={"answer": "Hello"})
    assert response.status_code == 409
    assert response.headers["HX-Reswap"] == "none"
    assert "Somebody was quicker." in response.headers["HX-Trigger"]


def test_what_is_not_allowed_is_a_403(broken):
    response = broken.test_client().post("/forbid")
    assert response.status_code == 403
    assert "This belongs to somebody else." in response.text


def test_a_change_without_a_token_is_turned_away(app, sign_in_as, db):
    client = sign_in_as(MemberFactory())
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        response = client.post("/notifications/reading")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert response.status_code == 400
    assert "signed out meanwhile" in response.text


@pytest.mark.parametrize("csrf", [True, False])
def test_a_session_that_ended_is_told_and_nothing_on_the_page_replaced(app, client, htmx, csrf):
    app.config["WTF_CSRF_ENABLED"] = csrf
    try:
        response = client.post("/notifications/reading", headers=htmx)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert response.status_code == 401
    assert "<html" not in response.text
    assert "still on this page" in response.text


def test_a_number_no_row_can_have_is_a_404(sign_in_as, db):
    assert sign_in_as(MemberFactory()).get("/rewards/99999999999999999999").status_code == 404


def test_limits_answer_429_and_can_be_switched_off(strict, committed):
    data = {"email": "nobody@work.example"}
    codes = [strict.test_client().post("/sign-in/link", data=data).status_code for _ in range(12)]
    assert codes[0] == 303
    assert codes[-1] == 429


def test_a_proxy_is_believed_only_when_it_is_named(make_app):
    spoofed = {"X-Forwarded-For": "10.1.2.3"}

    def address(app):
        @app.get("/address")
        @public
        def show():
            return request.remote_addr or ""

        return app.test_client().get("/address", headers=spoofed).text

    assert address(make_app()) == "127.0.0.1"
    assert address(make_app(trusted_proxies=1)) == "10.1.2.3"


def test_who_signed_in_again_beside_the_page_gets_a_new_token(app, sign_in_as, htmx, db):
    client = sign_in_as(MemberFactory())
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        stale = client.post("/notifications/reading", headers=htmx)
        token = json.loads(stale.headers["HX-Trigger"])["token"]
        renewed = {**htmx, "X-CSRFToken": token["text"]}
        fresh = client.post("/notifications/reading", headers=renewed)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert (stale.status_code, fresh.status_code) == (400, 200)


def test_what_was_typed_into_a_page_of_an_ended_session_is_given_back(app, client, db):
    app.config["WTF_CSRF_ENABLED"] = True
    words = "Forty minutes of my best thinking."
    try:
        response = client.post("/challenges/1/draft", data={"step-1": words, "password": words * 2})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert response.status_code == 400
    assert words in response.text
    assert words * 2 not in response.text


def test_a_refused_button_loads_the_page_anew(broken, htmx):
    response = broken.test_client().post("/refuse", headers=htmx)
    assert response.headers["HX-Refresh"] == "true"


def test_only_tries_that_failed_count_against_a_sign_in(strict):
    wrong = {"email": "nobody@work.example", "password": "wrong password"}
    codes = [strict.test_client().post("/sign-in", data=wrong).status_code for _ in range(12)]
    assert codes[:10] == [422] * 10
    assert codes[-1] == 429
