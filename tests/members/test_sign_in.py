"""The door: passwords, one-time links, resets, and who is turned away."""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import argon2.low_level
import pytest
from flask_security import hash_password
from sqlalchemy import func, select

from hub import clock
from hub.db import db as hub_db
from hub.members.models import OneTimeLink
from hub.members.operations.links import end_sessions, make_link
from hub.members.operations.people import add_address, end_position
from hub.outbox import OutboxJob
from hub.outbox.running import run
from tests.conftest import PASSWORD
from tests.factories import MemberFactory
from tests.mailbox import link_in, mails_to, run_jobs


@pytest.fixture
def member(app, db):
    with app.test_request_context():
        hashed = hash_password(PASSWORD)
    return MemberFactory(email="ada@work.example", password=hashed, given_name="Ada")


def sign_in(client, email="ada@work.example", password=PASSWORD, **extra):
    return client.post("/sign-in", data={"email": email, "password": password, **extra})


def is_signed_in(client):
    return client.get("/notifications").status_code == 200


def token_for(member, purpose="sign_in"):
    return make_link(member.addresses[0], purpose)


def test_a_password_signs_in_whatever_the_case_of_the_address(client, member):
    response = sign_in(client, email=" Ada@Work.Example ")
    assert response.status_code == 302
    assert is_signed_in(client)


def test_passwords_are_kept_by_argon2id(member):
    assert "$argon2id$" in member.password


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@work.example", "wrong password"), ("nobody@work.example", PASSWORD)],
)
def test_wrong_address_and_wrong_password_look_the_same(client, member, email, password):
    response = sign_in(client, email=email, password=password)
    assert response.status_code == 422
    assert b"do not match" in response.data
    assert not is_signed_in(client)


def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(client, member, monkeypatch):
    """The same work, not the same milliseconds: machines are noisy."""
    hashed = []
    for name in ("hash_secret", "verify_secret"):
        method = getattr(argon2.low_level, name)
        monkeypatch.setattr(
            argon2.low_level,
            name,
            lambda *a, method=method, **k: hashed.append(1) or method(*a, **k),
        )
    sign_in(client, password="wrong password")
    known = len(hashed)
    sign_in(client, email="nobody@work.example")
    assert known == 1
    assert len(hashed) == 2


def test_signed_out_people_are_asked_to_sign_in_and_come_back(client, member):
    response = client.get("/notifications")
    assert response.status_code == 302
    assert "/sign-in?next=" in response.location
    response = client.post(
        response.location, data={"email": "ada@work.example", "password": PASSWORD}
    )
    assert response.location.endswith("/notifications")


def test_next_never_leads_to_another_site(client, member):
    response = client.post(
        "/sign-in?next=https://evil.example/",
        data={"email": "ada@work.example", "password": PASSWORD},
    )
    assert "evil.example" not in (response.location or "")


def test_a_mailed_link_signs_in_by_post_once(app, client, member):
    assert client.post("/sign-in/link", data={"email": "ada@work.example"}).status_code == 303
    run_jobs(app)
    link = link_in(mails_to(app, "ada@work.example")[-1])
    for _scanner in range(3):
        assert client.get(link).status_code == 200
    assert not is_signed_in(client)
    assert client.post(link).status_code == 303
    assert is_signed_in(client)
    assert app.test_client().post(link).status_code == 404


def test_the_same_answer_for_an_address_nobody_has(app, client, member):
    known = client.post("/sign-in/link", data={"email": "ada@work.example"})
    unknown = client.post("/sign-in/link", data={"email": "nobody@work.example"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    run_jobs(app)
    assert not mails_to(app, "nobody@work.example")


def test_what_is_no_address_comes_back_as_typed(client, member):
    response = client.post("/sign-in/link", data={"email": "ada at work"})
    assert response.status_code == 422
    assert b"ada at work" in response.data


def test_links_are_built_from_the_base_address_only(app, client, member):
    client.post(
        "/sign-in/link", data={"email": "ada@work.example"}, headers={"Host": "evil.example"}
    )
    run_jobs(app)
    message = mails_to(app, "ada@work.example")[-1]
    assert "evil.example" not in message.as_string()


def test_a_link_runs_out_after_ten_minutes(client, member):
    token = token_for(member)
    with clock.travel(clock.now() + timedelta(minutes=11)):
        assert client.get(f"/links/{token}").status_code == 404
        assert client.post(f"/links/{token}").status_code == 404


def test_an_invitation_lasts_seven_days(client, member):
    token = token_for(member, "invitation")
    with clock.travel(clock.now() + timedelta(days=6, hours=23)):
        assert client.get(f"/links/{token}").status_code == 200
    with clock.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(f"/links/{token}").status_code == 404


def test_the_token_itself_is_not_kept(db, member):
    token = token_for(member)
    link = db.session.scalars(select(OneTimeLink)).one()
    assert token not in link.token_hash


def test_a_reset_link_sets_the_password_and_ends_other_sessions(app, client, sign_in_as, member):
    elsewhere = sign_in_as(member)
    assert is_signed_in(elsewhere)
    client.post("/password/reset", data={"email": "ada@work.example"})
    run_jobs(app)
    link = link_in(mails_to(app, "ada@work.example")[-1])
    short = client.post(link, data={"password": "short", "again": "short"})
    assert short.status_code == 422
    new = {"password": "a whole new sentence", "again": "a whole new sentence"}
    assert client.post(link, data=new).status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert sign_in(app.test_client(), password="a whole new sentence").status_code == 302


def test_sign_out_everywhere(app, sign_in_as, member):
    here, there = sign_in_as(member), sign_in_as(member)
    assert here.get("/me/sign-out-everywhere").status_code == 200
    assert is_signed_in(there)
    assert here.post("/me/sign-out-everywhere").status_code == 303
    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_sign_out_wants_a_post(sign_in_as, member):
    client = sign_in_as(member)
    assert client.get("/sign-out").status_code == 405
    door = client.post("/sign-out", follow_redirects=True).text
    assert "You are signed out." in door
    assert not is_signed_in(client)


def test_ended_sessions_ask_again(sign_in_as, member):
    client = sign_in_as(member)
    end_sessions(member)
    hub_db.session.flush()
    assert not is_signed_in(client)


def test_who_left_the_company_gets_in_by_the_personal_address_only(app, client, member):
    candidate = add_address(member, "ada@home.example", kind="personal")
    end_position(member)
    assert sign_in(client).status_code == 422
    client.post("/sign-in/link", data={"email": "ada@work.example"})
    run_jobs(app)
    assert not mails_to(app, "ada@work.example")[1:]
    client.post("/sign-in/link", data={"email": "ada@home.example"})
    run_jobs(app)
    assert client.post(link_in(mails_to(app, "ada@home.example")[-1])).status_code == 303
    assert is_signed_in(client)
    assert candidate.verified_at is not None
    assert sign_in(app.test_client(), email="ada@home.example").status_code == 302


def test_a_candidate_address_does_not_sign_in_by_password(client, member):
    add_address(member, "ada@home.example", kind="personal")
    assert sign_in(client, email="ada@home.example").status_code == 422


def test_the_mail_job_run_twice_mails_once(app, client, member):
    before = len(mails_to(app, "ada@work.example"))
    client.post("/sign-in/link", data={"email": "ada@work.example"})
    job = hub_db.session.scalars(select(OutboxJob)).one()
    run(job.id)
    run(job.id)
    assert len(mails_to(app, "ada@work.example")) == before + 1
    assert hub_db.session.scalar(select(func.count()).select_from(OneTimeLink)) == 1


def test_every_mail_has_a_text_and_an_html_part(app, client, member):
    client.post("/sign-in/link", data={"email": "ada@work.example"})
    run_jobs(app)
    message = mails_to(app, "ada@work.example")[-1]
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]


def test_the_page_that_was_wanted_survives_a_wrong_password(client, member):
    refused = client.post(
        "/sign-in?next=/rewards", data={"email": "ada@work.example", "password": "no"}
    )
    assert 'name="next" value="/rewards"' in refused.text
    response = sign_in(client, next="/rewards")
    assert response.location.endswith("/rewards")


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_place_elsewhere_is_forgotten_and_the_person_let_in(client, member, place):
    response = sign_in(client, next=place)
    assert response.status_code == 302
    assert urlsplit(urljoin("http://localhost/", response.location)).netloc == "localhost"
    assert is_signed_in(client)


def test_a_mailed_link_leads_to_the_page_that_was_wanted(app, client, member):
    assert 'value="/rewards"' in client.get("/sign-in/link?next=/rewards").text
    client.post("/sign-in/link", data={"email": "ada@work.example", "next": "/rewards"})
    run_jobs(app)
    link = link_in(mails_to(app, "ada@work.example")[-1])
    assert client.post(link).location == "/rewards"
