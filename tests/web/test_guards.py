"""Forms in which long text is typed are guarded, and a refused one says that it is not saved."""

import pytest

from tests.factories import (
    ActFactory,
    ChallengeFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
)


@pytest.fixture
def desk(sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


@pytest.mark.parametrize("make", [ChallengeFactory, EventFactory, RewardFactory])
def test_a_refused_form_is_marked_as_unsaved(desk, make):
    thing = make()
    path = f"/console/{thing.__tablename__}/{thing.id}"
    page = desk.get(path).text
    assert "data-guard" in page
    assert "data-guard=" not in page
    assert 'data-guard="unsaved"' in desk.post(path, data={"title": ""}).text


@pytest.mark.parametrize(
    "path",
    [
        "members/invitation",
        "members/{member}/addresses",
        "members/{member}/position",
        "acts/{act}/taking-back",
    ],
)
def test_a_form_about_a_member_is_guarded(desk, path):
    act = ActFactory()
    path = f"/console/{path.format(member=act.member_id, act=act.id)}"
    assert "data-guard" in desk.get(path).text
    assert 'data-guard="unsaved"' in desk.post(path).text


def test_steps_that_were_moved_are_not_saved_yet(desk):
    page = desk.post("/console/challenges", data={"action": "add:answer"})
    assert page.status_code == 200
    assert 'data-guard="unsaved"' in page.text
