"""Two people at once: numbers without gaps, and a question instead of a silent overwrite."""

import pytest

from hub.branding.models import BUILT_IN, BrandVersion
from hub.branding.operations import Chosen, SomebodyPublished, draft, publish, restore
from hub.branding.queries import number_in_force
from hub.db import db as hub_db
from hub.members.models import Member
from tests.factories import MemberFactory
from tests.races import Verb, at_once

pytestmark = pytest.mark.xdist_group("committed")


@pytest.fixture
def drafts(committed) -> list[int]:
    manager = MemberFactory(roles=("manager",))
    made = [draft(Chosen(name=name), begun_from=BUILT_IN, by=manager) for name in "AB"]
    hub_db.session.commit()
    return [one.id for one in made]


def publishing(id: int) -> Verb:
    def verb() -> None:
        manager = hub_db.session.query(Member).first()
        publish(hub_db.session.get_one(BrandVersion, id), BUILT_IN, by=manager)

    return verb


def test_of_two_drafts_one_is_published_and_one_asks_again(app, drafts):
    outcomes = at_once(app, [publishing(id) for id in drafts])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "NoneType",
        SomebodyPublished.__name__,
    ]
    assert number_in_force() == 1


def test_one_draft_pressed_twice_is_published_once(app, drafts):
    assert at_once(app, [publishing(drafts[0])] * 2) == [None, None]
    assert number_in_force() == 1


def test_going_back_pressed_twice_goes_back_once(app, drafts):
    publishing(drafts[0])()
    hub_db.session.commit()

    def back() -> int | None:
        manager = hub_db.session.query(Member).first()
        made = restore(BUILT_IN, 1, by=manager)
        return made.number if made else None

    assert sorted(at_once(app, [back, back]), key=str) == [2, None]
