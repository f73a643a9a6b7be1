"""The editor's fields for when, how often, by how many and after what."""

from datetime import UTC, datetime

import pytest

from hub.challenges.models import Challenge
from tests.challenges.helpers import a_challenge
from tests.challenges.test_manage import GOOD
from tests.factories import BadgeFactory, MemberFactory


@pytest.fixture
def tab(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",), timezone="America/New_York"))


def test_limits_and_tags_are_saved_and_shown(db, tab):
    first, badge = a_challenge(title="The first"), BadgeFactory()
    data = {
        **GOOD,
        "tags": "Retail, data , Retail,",
        "opens_at": "2031-03-01T09:00",
        "closes_at": "2031-04-01T09:00",
        "announced": "y",
        "again": "days",
        "again_number": "30",
        "requires_challenge_id": first.id,
        "requires_badge_id": badge.id,
        "shown_locked": "y",
    }
    assert tab.post("/console/challenges", data=data).status_code == 303
    made = db.session.query(Challenge).filter_by(title=GOOD["title"]).one()
    assert made.tags == ["Retail", "data"]
    assert made.opens_at == datetime(2031, 3, 1, 14, tzinfo=UTC)
    assert (made.again, made.again_number, made.announced) == ("days", 30, True)
    assert (made.requires_challenge_id, made.requires_badge_id) == (first.id, badge.id)
    page = tab.get(f"/console/challenges/{made.id}").text
    for words in ('value="Retail, data"', 'value="2031-03-01T09:00"', 'value="30"'):
        assert words in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"opens_at": "2031-03-02T09:00", "closes_at": "2031-03-01T09:00"},
            "close before it opens",
        ),
        ({"again": "times"}, "Say how many."),
        ({"again": "times", "again_number": "2", "seats": "4"}, "Places go with"),
        ({"again": "days", "again_number": "0"}, "1 to 1,000"),
        ({"seats": "-1"}, "1 to 100,000"),
        ({"requires_challenge_id": "77"}, "Not a valid choice"),
        ({"tags": ",".join(f"t{n}" for n in range(30))}, "At most 20 tags"),
    ],
)
def test_limits_that_contradict_are_marked(db, tab, changed, sentence):
    response = tab.post("/console/challenges", data={**GOOD, **changed})
    assert response.status_code == 422
    assert sentence in response.text
    assert db.session.query(Challenge).count() == 0


def test_a_circle_is_refused_in_the_editor_with_its_names(db, tab):
    one = a_challenge(title="One")
    two = a_challenge(title="Two", requires_challenge_id=one.id)
    data = {**GOOD, "title": "One", "requires_challenge_id": two.id}
    response = tab.post(f"/console/challenges/{one.id}", data=data)
    assert response.status_code == 422
    assert "One → Two → One" in response.text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "can see it now"),
        ({"opens_at": "2031-03-01T09:00"}, "Nobody sees it until it opens"),
        ({"opens_at": "2031-03-01T09:00", "announced": "y"}, "see when it opens"),
    ],
)
def test_publishing_says_who_sees_it(tab, htmx, more, sentence):
    data = {**GOOD, **more, "action": "publish"}
    response = tab.post("/console/challenges", data=data, headers=htmx)
    assert sentence in response.headers["HX-Trigger"]
