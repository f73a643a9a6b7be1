"""hub create-admin."""

import pytest
from click.testing import CliRunner

from hub.commands import people
from hub.members.models import Role
from hub.members.queries.addresses import address
from tests.conftest import PASSWORD
from tests.factories import MemberFactory


@pytest.fixture
def create_admin(app, db, monkeypatch):
    """The command on the test's own app and transaction."""
    monkeypatch.setattr(people, "create_app", lambda: app)

    def run(email, password=PASSWORD):
        db.session.flush()
        outcome = CliRunner().invoke(people.create_admin, [email, "--password", password])
        db.session.expire_all()
        return outcome

    return run


def roles(email) -> list[str]:
    return sorted(role.name for role in address(email).member.roles if isinstance(role, Role))


def test_the_first_one(create_admin, client):
    outcome = create_admin("Root@Work.example")
    assert outcome.exit_code == 0, outcome.output
    assert roles("root@work.example") == ["administrator", "advocate"]
    signed_in = client.post("/sign-in", data={"email": "root@work.example", "password": PASSWORD})
    assert signed_in.status_code == 302


def test_a_member_without_a_password_gets_this_one(create_admin, client):
    MemberFactory(email="ada@work.example")
    assert create_admin("ada@work.example").exit_code == 0
    signed_in = client.post("/sign-in", data={"email": "ada@work.example", "password": PASSWORD})
    assert signed_in.status_code == 302


def test_a_member_with_a_password_keeps_it_and_is_told(create_admin):
    MemberFactory(email="ada@work.example", password="hashed")
    outcome = create_admin("ada@work.example")
    assert "keep it" in outcome.output
    assert address("ada@work.example").member.password == "hashed"


@pytest.mark.parametrize("email", ["notanemail", "A B@@x"])
def test_what_is_no_address_is_refused(create_admin, email):
    outcome = create_admin(email)
    assert outcome.exit_code == 1
    assert "is not an e-mail address" in outcome.output


def test_a_short_password_is_refused(create_admin):
    assert "at least 10 characters" in create_admin("root@work.example", "short").output
