"""People who meet."""

from datetime import timedelta

import pytest

from hub import clock
from hub.advocacy.models import ActKind
from hub.db import db as hub_db
from hub.events.models import ChapterLeader
from tests.factories import ChapterFactory, EventFactory, MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory(given_name="Amara", family_name="Okafor")


@pytest.fixture
def manager(db):
    return MemberFactory(given_name="Nadia", roles=("manager",))


@pytest.fixture
def chapter(db):
    return ChapterFactory(name="Ghent", slug="ghent")


@pytest.fixture
def leader(chapter):
    """Somebody who leads the chapter, and no other."""
    leader = MemberFactory(given_name="Lars", roles=("chapter leader",))
    hub_db.session.add(ChapterLeader(chapter_id=chapter.id, member_id=leader.id))
    hub_db.session.flush()
    return leader


@pytest.fixture
def tonight(db, chapter):
    """An event of the chapter that began half an hour ago."""
    return EventFactory(chapter=chapter, starts_at=clock.now() - timedelta(minutes=30))


@pytest.fixture
def attended(db):
    """The kind of act that attending is."""
    return db.session.query(ActKind).filter_by(slug="event_attended").one()
