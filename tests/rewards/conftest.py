"""People at the counter."""

import uuid
from collections.abc import Callable

import pytest

from hub.rewards.models import Redemption, Reward
from hub.rewards.operations import redeem
from tests.factories import MemberFactory, give_points


@pytest.fixture
def member(db):
    """Somebody with 500 points."""
    member = MemberFactory(given_name="Amara")
    give_points(member, 500)
    return member


@pytest.fixture
def manager(db):
    return MemberFactory(given_name="Nadia", family_name="", roles=("manager",))


@pytest.fixture
def bought(member) -> Callable[[Reward], Redemption]:
    """A redemption by the member, made as members make it."""
    return lambda reward: redeem(reward, by=member, request_key=uuid.uuid4())
