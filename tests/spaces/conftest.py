"""A space of one company, and somebody who works there."""

import pytest

from hub import clock
from hub.home.models import NewsItem
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
    SpaceFactory,
)


@pytest.fixture
def company(db):
    return CompanyFactory()


@pytest.fixture
def member(company):
    return MemberFactory(company=company)


@pytest.fixture
def space(company):
    return SpaceFactory(company=company, slug="acme", name="Acme house", welcome="**Come in**")


@pytest.fixture
def fill(db):
    """Puts one thing of each kind into a space."""

    def fill(space, title="Inside", **values):
        item = NewsItem(
            title=f"{title} news", body="x", published_at=clock.now(), space=space, **values
        )
        db.session.add(item)
        ChallengeFactory(title=f"{title} challenge", space=space, **values)
        EventFactory(title=f"{title} event", space=space, **values)
        RewardFactory(title=f"{title} reward", cost=0, space=space, **values)
        db.session.flush()
        return item

    return fill
