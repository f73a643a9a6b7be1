"""Who looks at challenges, and in which browser."""

import pytest

from tests.factories import MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def tab(member, sign_in_as):
    return sign_in_as(member)


@pytest.fixture
def stranger(db, sign_in_as):
    return sign_in_as(MemberFactory())


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))
