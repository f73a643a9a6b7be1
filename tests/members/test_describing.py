"""Persona and tags."""

import pytest

from tests.factories import MemberFactory


@pytest.fixture
def console(sign_in_as, db):
    return sign_in_as(MemberFactory(roles=("manager",), company=False))


def test_persona_and_tags_are_set_and_cleared(console):
    member = MemberFactory(tags=["beta"])
    address = f"/console/members/{member.id}/description"
    assert 'value="beta"' in console.get(address).text
    sent = {"persona": "power_user", "tags": " beta, speaker ,,beta"}
    assert console.post(address, data=sent).status_code == 303
    assert (member.persona, member.tags) == ("power_user", ["beta", "speaker"])
    console.post(address, data={"persona": "", "tags": ""})
    assert (member.persona, member.tags) == (None, [])


@pytest.mark.parametrize(
    "sent",
    [
        {"persona": "king", "tags": ""},
        {"persona": "", "tags": ",".join(map(str, range(51)))},
        {"persona": "", "tags": "x" * 2001},
    ],
)
def test_what_makes_no_sense_is_refused(console, sent):
    member = MemberFactory()
    response = console.post(f"/console/members/{member.id}/description", data=sent)
    assert response.status_code == 422
    assert member.persona is None


def test_nobody_describes_who_may_do_more(console):
    admin = MemberFactory(roles=("administrator",))
    sent = {"persona": "power_user", "tags": ""}
    assert console.post(f"/console/members/{admin.id}/description", data=sent).status_code == 403
