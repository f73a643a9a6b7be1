"""Addresses, leaving, and signing in afterwards."""

import re

import pytest
from flask_security import hash_password

from hub.clock import now
from hub.ledger.models import BadgeAward
from hub.ledger.operations import award_badge
from hub.members.operations.people import end_position
from tests.conftest import PASSWORD
from tests.factories import AddressFactory, BadgeFactory, MemberFactory, give_points
from tests.mailbox import link_in, mails_to, run_jobs

ADDRESSES = "/me/addresses"


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def client(member, sign_in_as):
    return sign_in_as(member)


def proven(member):
    AddressFactory(member=member, email="new@home.example", kind="personal", verified_at=now())


class TestAddresses:
    def test_adding_leads_back_to_the_list(self, app, client, member):
        response = client.post(ADDRESSES, data={"email": "me@home.example"})
        assert (response.status_code, response.location) == (303, ADDRESSES)
        page = client.get(ADDRESSES).text
        assert "A link is on its way to me@home.example" in page
        assert "Waiting" in page

    def test_the_link_proves_the_address(self, app, client, member):
        client.post(ADDRESSES, data={"email": "proof@home.example"})
        run_jobs(app)
        run_jobs(app)
        link = link_in(mails_to(app, "proof@home.example")[-1])
        client.get(link)
        assert client.get(ADDRESSES).text.count("Signs in</span>") == 1
        assert client.post(link).status_code == 303
        assert client.get(ADDRESSES).text.count("Signs in</span>") == 2

    def test_the_answer_does_not_tell_whose_an_address_is(self, app, client):
        MemberFactory(email="taken@work.example")

        def seen(email):
            client.post(ADDRESSES, data={"email": email})
            run_jobs(app)
            run_jobs(app)
            page = client.get(ADDRESSES).text
            client.post(f"{ADDRESSES}/removal", data={"email": email})
            client.get(ADDRESSES)
            body = page[page.index("<main") :]
            return re.sub(r'name="csrf_token"[^>]*', "", body).replace(email, "it")

        assert seen("taken@work.example") == seen("nobody@home.example")

    def test_htmx_gets_the_list(self, client, htmx):
        added = client.post(ADDRESSES, data={"email": "me@home.example"}, headers=htmx)
        removed = client.post(
            f"{ADDRESSES}/removal", data={"email": "me@home.example"}, headers=htmx
        )
        for response in (added, removed):
            assert response.status_code == 200
            assert "<html" not in response.text
            assert 'id="addresses"' in response.text
        assert "me@home.example" in added.text
        assert "me@home.example" not in removed.text

    @pytest.mark.parametrize("email", ["not an address", "", "own"])
    def test_a_refused_address_stays_in_the_form(self, client, member, htmx, email):
        typed = member.email if email == "own" else email
        for headers in ({}, htmx):
            response = client.post(ADDRESSES, data={"email": typed}, headers=headers)
            assert response.status_code == 422
            assert f'value="{typed}"' in response.text

    def test_nobody_removes_the_address_of_another(self, db, client):
        other = MemberFactory()
        AddressFactory(member=other, email="theirs@home.example", kind="personal")
        client.post(f"{ADDRESSES}/removal", data={"email": "theirs@home.example"})
        assert [a.email for a in other.addresses][1:] == ["theirs@home.example"]

    def test_strangers_are_sent_to_the_door(self, app, db):
        for path in (ADDRESSES, f"{ADDRESSES}/removal", "/me/left-company"):
            response = app.test_client().post(path, data={"email": "me@home.example"})
            assert "/sign-in" in response.location


class TestLeaving:
    def test_without_a_proven_address_both_lead_to_the_addresses(self, client, member):
        for response in (client.get("/me/left-company"), client.post("/me/left-company")):
            assert (response.status_code, response.location) == (303, ADDRESSES)
        assert "First add a personal address" in client.get(ADDRESSES).text
        assert member.position is not None

    def test_the_page_says_what_stays_and_what_ends(self, client, member):
        proven(member)
        page = client.get("/me/left-company").text
        assert "What stays" in page
        assert member.company.name in page

    def test_leaving_keeps_this_session_and_ends_the_others(self, client, member, sign_in_as):
        proven(member)
        elsewhere = sign_in_as(member)
        response = client.post("/me/left-company")
        assert (response.status_code, response.location) == (303, "/me")
        page = client.get("/me")
        assert page.status_code == 200
        assert "Alumni since" in page.text
        assert elsewhere.get("/me").status_code == 302

    def test_it_happens_once(self, client, member):
        proven(member)
        client.post("/me/left-company")
        assert client.get("/me/left-company").location == "/me"
        again = client.post("/me/left-company", headers={"Referer": "http://localhost/me"})
        assert again.status_code == 303
        assert "Your position has ended already" in client.get("/me").text


class TestSigningInAfterwards:
    @pytest.fixture
    def alumni(self, db, member):
        """Somebody whose job ended in the CRM, with a candidate address from there."""
        member.password = hash_password(PASSWORD)
        member.bio = "Still me."
        give_points(member, 120)
        award_badge(member.id, BadgeFactory(name="Pioneer"), "First")
        AddressFactory(member=member, email=f"alumni-{member.id}@home.example", kind="personal")
        end_position(member)
        return member

    def personal(self, member):
        return f"alumni-{member.id}@home.example"

    def ask(self, app, email):
        app.test_client().post("/sign-in/link", data={"email": email})
        run_jobs(app)
        return mails_to(app, email)

    def test_the_candidate_address_gets_in_by_link_and_is_proven(self, app, db, alumni):
        link = link_in(self.ask(app, self.personal(alumni))[-1])
        browser = app.test_client()
        for _time in range(2):
            assert browser.get(link).status_code == 200
        assert browser.get("/me").status_code == 302
        assert alumni.addresses[-1].verified_at is None
        assert browser.post(link).status_code == 303
        assert alumni.addresses[-1].verified_at is not None
        page = browser.get("/me").text
        for kept in ("Still me.", "Pioneer", "120", "Alumni since"):
            assert kept in page
        assert db.session.query(BadgeAward).filter_by(member_id=alumni.id).count() == 1
        assert app.test_client().post(link).status_code == 404

    def test_the_work_address_is_out_by_link_and_by_password(self, app, alumni):
        work = alumni.addresses[0].email
        assert self.ask(app, work) == []
        form = {"email": work, "password": PASSWORD}
        assert app.test_client().post("/sign-in", data=form).status_code == 422

    def test_the_password_works_with_the_proven_address(self, app, db, alumni):
        alumni.addresses[-1].verified_at = now()
        db.session.flush()
        form = {"email": self.personal(alumni), "password": PASSWORD}
        assert app.test_client().post("/sign-in", data=form).status_code in (302, 303)
