"""Who manages members, and whom."""

import pytest

from tests.factories import CompanyFactory, MemberFactory


@pytest.fixture
def manager(db):
    return MemberFactory(given_name="Mona", roles=("manager",))


@pytest.fixture
def admin(db):
    return MemberFactory(given_name="Root", roles=("administrator",))


@pytest.fixture
def ada(db):
    company = CompanyFactory(name="Acme", name_key="acme")
    return MemberFactory(
        given_name="Ada", family_name="Byron", email="ada@acme.example", company=company
    )


@pytest.fixture
def console(sign_in_as, manager):
    return sign_in_as(manager)
