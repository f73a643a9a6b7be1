"""A first badge is celebrated once, and only while it is news."""

from datetime import timedelta

import pytest

from hub import clock
from hub.home.queries.celebrating import first_badge
from hub.ledger.models import BadgeAward
from hub.ledger.operations import award_badge
from tests.factories import BadgeFactory, MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def client(member, sign_in_as):
    return sign_in_as(member)


def give(member, name="Storyteller"):
    award_badge(member.id, BadgeFactory(name=name), "For a story")


def test_it_stands_on_the_front_page_until_it_was_seen(client, member):
    assert "Your first badge" not in client.get("/").text
    give(member)
    for _again in range(2):
        assert "Your first badge: Storyteller" in client.get("/").text
    for _again in range(2):
        assert client.post("/me/celebration").status_code == 303
    assert "Your first badge" not in client.get("/").text


def test_htmx_takes_it_away_in_its_place(client, member, htmx):
    give(member)
    answer = client.post("/me/celebration", headers=htmx)
    assert (answer.status_code, answer.text) == (200, "")


def test_when_it_was_seen_is_on_record_and_stays(client, db, member):
    give(member)
    client.post("/me/celebration")
    seen = db.session.query(BadgeAward).one().celebrated_at
    assert seen
    client.post("/me/celebration")
    assert db.session.query(BadgeAward).one().celebrated_at == seen


def test_a_second_badge_is_no_first_one(client, member):
    give(member)
    client.post("/me/celebration")
    give(member, "Connector")
    assert first_badge(member.id) is None


def test_old_news_is_none(member):
    with clock.travel(clock.now() - timedelta(days=15)):
        give(member)
    assert first_badge(member.id) is None


def test_somebody_elses_badge_is_not_mine(client):
    give(MemberFactory())
    assert "Your first badge" not in client.get("/").text
