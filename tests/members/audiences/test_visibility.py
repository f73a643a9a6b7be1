"""Who sees what: audiences and spaces, in every room."""

import pytest
from sqlalchemy import select

from hub import clock
from hub.challenges.models import Challenge
from hub.db import db
from hub.events.models import ChapterLeader
from hub.home.models import NewsItem
from hub.members.models import ForSome
from hub.members.operations.people import end_position
from hub.members.queries.visibility import may_see, visible_to
from tests.factories import (
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    ChapterFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
    RewardFactory,
    SpaceFactory,
)
from tests.queries import count_queries

LISTS = ("/", "/challenges", "/events", "/rewards", "/search?q=psst")


@pytest.fixture
def company(db):
    return CompanyFactory()


@pytest.fixture
def member(company):
    return MemberFactory(company=company)


@pytest.fixture
def space(company):
    return SpaceFactory(company=company)


def seen(member, model=Challenge):
    return set(db.session.scalars(select(model).where(visible_to(member, model))))


def news(db, **values):
    item = NewsItem(title="Psst", body="x", published_at=clock.now(), **values)
    db.session.add(item)
    db.session.flush()
    return item


def made(db, **values):
    """One thing of each room, and the address of its page where it has one."""
    return [
        (ChallengeFactory(title="Psst", **values), "challenges"),
        (EventFactory(title="Psst", **values), "events"),
        (RewardFactory(title="Psst", cost=0, **values), "rewards"),
        (news(db, **values), None),
    ]


def test_everything_that_can_be_for_some_is_looked_at_here(db):
    tables = {row.__tablename__ for row, _page in made(db)}
    assert tables == {model.__tablename__ for model in ForSome.__subclasses__()}


@pytest.mark.parametrize("closed_to_me", ["audience", "space", "draft", "closed"])
def test_what_is_for_others_is_nowhere(db, member, sign_in_as, closed_to_me):
    values = {
        "audience": {"audience_id": AudienceFactory().id},
        "space": {"space_id": SpaceFactory().id},
        "draft": {"space_id": SpaceFactory(company=member.company, published_at=None).id},
        "closed": {"space_id": SpaceFactory(company=member.company, closed_at=clock.now()).id},
    }[closed_to_me]
    things = made(db, **values)
    tab = sign_in_as(member)
    for address in (
        "/",
        "/challenges",
        "/events",
        "/events?when=month",
        "/rewards",
        "/search?q=psst",
    ):
        assert ">Psst" not in tab.get(address).text, address
    for row, page in things:
        assert not may_see(member, row)
        if page:
            assert tab.get(f"/{page}/{row.id}").status_code == 404
    challenge, event, reward = (row for row, page in things if page)
    assert tab.post(f"/challenges/{challenge.id}/attempt").status_code == 404
    assert tab.post(f"/events/{event.id}/registration").status_code == 404
    assert tab.get(f"/events/{event.id}/event.ics").status_code == 404
    assert tab.post(f"/rewards/{reward.id}/redemptions").status_code == 404


def test_what_is_for_me_is_everywhere(db, member, space, sign_in_as):
    mine = AudienceFactory(rule={"field": "company", "is": "in", "values": [member.company.id]})
    things = made(db, space_id=space.id, audience_id=mine.id)
    tab = sign_in_as(member)
    for address in LISTS:
        assert "Psst" in tab.get(address).text, address
    for row, page in things:
        assert may_see(member, row)
        if page:
            assert tab.get(f"/{page}/{row.id}").status_code == 200


def test_both_an_audience_and_a_space_must_be_open(member, space):
    mine = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    both = ChallengeFactory(space_id=space.id, audience_id=mine.id)
    ChallengeFactory(space_id=space.id, audience_id=AudienceFactory().id)
    ChallengeFactory(space_id=SpaceFactory().id, audience_id=mine.id)
    assert seen(member) == {both}


def test_a_space_can_be_for_an_audience(member):
    mine = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    inside = ChallengeFactory(space_id=SpaceFactory(company=None, audience_id=mine.id).id)
    ChallengeFactory(space_id=SpaceFactory(company=None, audience_id=AudienceFactory().id).id)
    assert seen(member) == {inside}


def test_leaving_the_company_closes_its_space_at_once(db, member, space, sign_in_as):
    challenge = ChallengeFactory(space_id=space.id)
    AttemptFactory(challenge=challenge, member=member)
    event = EventFactory(space_id=space.id)
    RegistrationFactory(event=event, member=member)
    tab = sign_in_as(member)
    assert tab.get(f"/challenges/{challenge.id}").status_code == 200
    end_position(member)
    tab = sign_in_as(member)
    assert tab.get(f"/challenges/{challenge.id}").status_code == 404
    assert tab.get(f"/events/{event.id}").status_code == 404
    for address in ("/", "/challenges", "/events"):
        assert challenge.title not in tab.get(address).text


def test_what_was_begun_stays_when_its_audience_is_left(member, sign_in_as):
    mine = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    challenge = ChallengeFactory(audience_id=mine.id)
    AttemptFactory(challenge=challenge, member=member)
    event = EventFactory(audience_id=mine.id)
    RegistrationFactory(event=event, member=member)
    end_position(member)
    tab = sign_in_as(member)
    assert not may_see(member, challenge)
    assert tab.get(f"/challenges/{challenge.id}").status_code == 200
    assert tab.get(f"/events/{event.id}").status_code == 200


def test_what_has_been_written_counts_in_the_same_transaction(db, member):
    AudienceFactory()
    challenge = ChallengeFactory(audience_id=AudienceFactory().id)
    assert not may_see(member, challenge)
    end_position(member)
    db.session.flush()
    assert may_see(member, challenge)


def test_a_page_takes_no_more_selects_with_many_audiences(member, sign_in_as):
    tab = sign_in_as(member)
    AudienceFactory()
    tab.get("/")
    few = count_queries(lambda: tab.get("/"))
    for _time in range(30):
        ChallengeFactory(audience_id=AudienceFactory().id)
    tab.get("/")
    assert count_queries(lambda: tab.get("/")) == few


CONSOLE = ("challenges", "events", "rewards", "news")


@pytest.mark.parametrize("room", CONSOLE)
def test_the_console_says_whom_a_thing_is_for_and_lists_by_that(db, sign_in_as, room):
    audience, other = AudienceFactory(name="Pioneers"), AudienceFactory(name="Settlers")
    for thing, _page in [*made(db, audience_id=audience.id), *made(db, audience_id=other.id)]:
        thing.title = f"For {thing.audience_id}"
    tab = sign_in_as(MemberFactory(roles=("manager",)))
    everything = tab.get(f"/console/{room}").text
    assert "Pioneers" in everything
    assert "Settlers" in everything
    narrowed = tab.get(f"/console/{room}?audience={audience.id}").text
    assert f"For {audience.id}<" in narrowed
    assert f"For {other.id}<" not in narrowed
    page = tab.get(f"/console/audiences/{audience.id}").text
    assert f'href="/console/{room}?audience={audience.id}"' in page


def test_spaces_are_listed_by_audience(sign_in_as):
    audience = AudienceFactory()
    SpaceFactory(name="Theirs", company=None, audience_id=audience.id)
    SpaceFactory(name="Of a company")
    tab = sign_in_as(MemberFactory(roles=("manager",)))
    page = tab.get(f"/console/spaces?audience={audience.id}").text
    assert "Theirs" in page
    assert "Of a company" not in page


def test_a_leader_reads_whom_an_event_is_for_but_may_not_open_that(db, sign_in_as):
    leader = MemberFactory(roles=("chapter leader",))
    chapter = ChapterFactory()
    db.session.add(ChapterLeader(chapter_id=chapter.id, member_id=leader.id))
    audience = AudienceFactory(name="Pioneers")
    EventFactory(chapter=chapter, audience_id=audience.id)
    page = sign_in_as(leader).get("/console/events").text
    assert "Pioneers" in page
    assert f"/console/audiences/{audience.id}" not in page


def test_who_runs_challenges_sees_one_for_others_as_they_will(sign_in_as):
    challenge = ChallengeFactory(audience_id=AudienceFactory().id)
    answer = sign_in_as(MemberFactory(roles=("manager",))).get(f"/challenges/{challenge.id}")
    assert answer.location == f"/console/challenges/{challenge.id}/preview"
