"""The manager invites a member, and finds an address where there is none."""

import json

import pytest

from hub.members.queries.addresses import address, address_for_link
from tests.factories import AddressFactory, MemberFactory
from tests.members.recorded import actions, jobs


def test_inviting_makes_a_member_and_promises_a_mail(db, console):
    form = {"given_name": " Ada ", "family_name": "", "email": "NEW@x.example"}
    response = console.post("/console/members/invitation", data=form)
    assert response.status_code == 303
    member = address("new@x.example").member
    assert (member.name, [role.name for role in member.roles]) == ("Ada", ["advocate"])
    assert len(jobs(db, "members.mail_invitation")) == 1
    assert "member.invited" in actions(db)


def test_inviting_somebody_who_is_here_says_so_and_keeps_what_was_typed(console, ada):
    form = {"given_name": "Eve", "email": "ada@acme.example"}
    response = console.post("/console/members/invitation", data=form)
    assert response.status_code == 422
    assert "already has this address" in response.text
    assert 'value="Eve"' in response.text


def test_a_second_press_sends_one_more_invitation_not_two(db, console, ada, htmx):
    path = f"/console/members/{ada.id}/invitation"
    response = console.post(path, headers=htmx)
    # The page is told, and fetches what it shows of the member.
    assert response.status_code == 204
    told = json.loads(response.headers["HX-Trigger"])
    assert told["member-changed"]
    assert told["toast"]["text"] == "A new invitation is on its way."
    page = console.get(f"/console/members/{ada.id}", headers=htmx).text
    assert "<html" not in page
    assert 'hx-trigger="member-changed from:document"' in page
    assert console.post(path).status_code == 303
    assert len(jobs(db, "members.mail_invitation")) == 1


def test_nobody_without_an_address_is_invited(db, console):
    nobody = MemberFactory()
    nobody.addresses[0].ended_at = nobody.joined_at
    response = console.post(f"/console/members/{nobody.id}/invitation", follow_redirects=False)
    assert response.status_code == 409
    assert "Add a personal one first" in response.text


def test_whoever_was_stranded_gets_an_address_and_a_link(db, console, ada):
    console.post(f"/console/members/{ada.id}/departure")
    assert ada.email is None
    path = f"/console/members/{ada.id}/addresses"
    assert path in console.get(f"/console/members/{ada.id}").text
    assert console.get(path).status_code == 200
    assert console.post(path, data={"email": "Ada@Home.example"}).status_code == 303
    added = address("ada@home.example")
    assert (added.member_id, added.kind, added.signs_in) == (ada.id, "personal", False)
    assert address_for_link("ada@home.example") == added
    assert actions(db)[-1] == "address.added"
    assert console.post(path, data={"email": "ada@home.example"}).status_code == 303
    assert actions(db)[-1] == "address.added"
    assert actions(db).count("address.added") == 1
    assert console.post(f"/console/members/{ada.id}/invitation").status_code == 303


@pytest.mark.parametrize("email", ["", "nonsense", "ada@acme.example", "other@x.example"])
def test_an_address_that_is_not_theirs_alone_is_refused(db, console, ada, email):
    MemberFactory(email="other@x.example")
    response = console.post(f"/console/members/{ada.id}/addresses", data={"email": email})
    assert response.status_code == 422
    assert len(ada.addresses) == 1


def test_what_another_only_claimed_gives_way(db, console, ada):
    AddressFactory(member=MemberFactory(), email="ada@home.example", kind="claimed")
    path = f"/console/members/{ada.id}/addresses"
    assert console.post(path, data={"email": "ada@home.example"}).status_code == 303
    assert address("ada@home.example").member_id == ada.id


def test_leaving_without_a_personal_address_is_warned_about(db, console, ada):
    path = f"/console/members/{ada.id}/departure"
    assert "can no longer sign in" in console.get(path).text
    AddressFactory(member=ada, email="ada@home.example", kind="personal")
    assert "can no longer sign in" not in console.get(path).text


def test_who_left_without_an_address_cannot_be_invited_until_there_is_one(console, ada):
    member, again = f"/console/members/{ada.id}", "Send an invitation"
    assert again in console.get(member).text
    console.post(f"{member}/departure")
    page = console.get(member).text
    assert "They cannot sign in until you add an address." in page
    assert "There is no address to write to" in page
    assert again not in page
    console.post(f"{member}/addresses", data={"email": "ada@home.example"})
    page = console.get(member).text
    assert "There is no address to write to" not in page
    assert again in page
