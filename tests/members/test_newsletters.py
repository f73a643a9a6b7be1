"""Who has a space's announcements mailed."""

import pytest
from sqlalchemy import select

from hub import clock
from hub.members.models import Member, SpaceReader
from hub.members.operations.newsletters import NotYours, subscribe, unsubscribe
from hub.members.operations.people import end_position
from hub.members.queries.newsletters import every_reader, mailed, mailed_count, reads
from tests.factories import AudienceFactory, CompanyFactory, MemberFactory, SpaceFactory


@pytest.fixture
def company(db):
    return CompanyFactory()


@pytest.fixture
def space(company):
    return SpaceFactory(company=company)


def reader(space, **values):
    member = MemberFactory(**({"company": space.company} | values))
    subscribe(space, member)
    return member


def test_asking_twice_is_asking_once(db, space):
    member = reader(space)
    subscribe(space, member)
    assert reads(space, member)
    assert db.session.query(SpaceReader).count() == 1
    unsubscribe(space.id, member.id)
    unsubscribe(space.id, member.id)
    db.session.expire_all()
    assert not reads(space, member)


def test_nobody_reads_what_is_not_open_to_them(space, company):
    with pytest.raises(NotYours):
        subscribe(space, MemberFactory())
    space.closed_at = clock.now()
    with pytest.raises(NotYours):
        subscribe(space, MemberFactory(company=company))


def test_mailed_are_those_who_are_in_want_mail_and_have_an_address(db, space):
    first = reader(space)
    gone, quiet, shut_out, homeless = (reader(space) for _ in range(4))
    MemberFactory(company=space.company)
    end_position(gone)
    quiet.mail_wanted = False
    shut_out.deactivated_at = clock.now()
    homeless.addresses[0].ended_at = clock.now()
    db.session.flush()
    assert set(db.session.scalars(select(Member).where(mailed(space)))) == {first}
    assert {row.member_id for row in every_reader(space)} == {first.id, quiet.id, homeless.id}


def test_an_announcement_for_an_audience_goes_to_readers_in_it(db, space):
    mine = reader(space, tags=["speaker"])
    reader(space)
    rule = {"field": "tag", "is": "in", "values": ["speaker"]}
    audience = AudienceFactory(rule=rule)
    assert set(db.session.scalars(select(Member).where(mailed(space, audience.id)))) == {mine}
    assert mailed_count(space) == 2


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_where_nobody_enters_nobody_is_mailed(db, space, state):
    reader(space)
    assert mailed_count(space) == 1
    if state == "draft":
        space.published_at = None
    else:
        space.closed_at = clock.now()
    db.session.flush()
    assert mailed_count(space) == 0
