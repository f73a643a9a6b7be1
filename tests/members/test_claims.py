"""What a member only claims says nothing about whose address it is."""

import pytest

from hub.members.models import Address
from hub.members.operations.links import make_link, use
from hub.members.operations.people import add_address, add_member, erase
from hub.members.queries.addresses import address, address_for_link, member_signing_in
from tests.factories import MemberFactory


@pytest.fixture
def claimant(db):
    member = MemberFactory()
    add_address(member, "victim@home.example", kind="claimed")
    return member


def test_a_claimed_address_neither_signs_in_nor_gets_a_sign_in_link(claimant):
    assert member_signing_in("victim@home.example") is None
    assert address_for_link("victim@home.example") is None


def test_whoever_really_comes_with_it_gets_it(claimant):
    victim = add_member(email="victim@home.example", given_name="Vic", family_name="Tim")
    assert address("victim@home.example").member_id == victim.id
    assert member_signing_in("victim@home.example") == victim


def test_opening_the_link_makes_it_personal(db, claimant):
    claimed: Address = address("victim@home.example")
    use(make_link(claimed, "address"))
    assert (claimed.kind, claimed.signs_in) == ("personal", True)
    assert member_signing_in("victim@home.example") == claimant


class TestReturning:
    """Somebody who was erased on request comes back only by asking for it."""

    @pytest.fixture
    def manager(self, sign_in_as, app, db):
        erased = MemberFactory(email="gone@work.example")
        erase(erased, by=None, secret=app.config["HUB"].secret_key)
        return sign_in_as(MemberFactory(roles=("manager",)))

    def invite(self, manager, **typed):
        person = {"given_name": "Ida", "family_name": "Gone", "email": "Gone@work.example"}
        return manager.post("/console/members/invitation", data={**person, **typed})

    def test_an_invitation_is_refused_and_says_why(self, manager):
        response = self.invite(manager)
        assert response.status_code == 422
        assert "asked to be erased" in response.text
        assert 'name="asked_to_return"' in response.text
        assert 'value="Ida"' in response.text

    def test_who_asked_to_return_is_invited(self, manager):
        assert self.invite(manager, asked_to_return="y").status_code == 303
        assert member_signing_in("gone@work.example").given_name == "Ida"

    def test_a_name_of_white_space_is_no_name(self, manager):
        response = self.invite(manager, given_name="  ", email="new@work.example")
        assert response.status_code == 422
        assert "Type a first name." in response.text
