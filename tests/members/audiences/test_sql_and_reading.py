"""What the SQL of a rule finds is who the rule, read in Python for each, says is in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub.db import db
from hub.members.audiences import reading
from hub.members.audiences.checking import shaped
from hub.members.audiences.compiling import where
from hub.members.audiences.fields import FIELDS
from hub.members.audiences.joined import everybody
from hub.members.models import Member
from hub.members.queries.rulebook import book, facts_and_book
from tests.members.audiences.world import World, rules

SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def world(db):
    world = World()
    world.facts = {member.id: facts_and_book(member.id)[0] for member in world.members}
    return world


@SETTINGS
@given(data=st.data())
def test_sql_agrees_with_a_plain_reading(world, data):
    rule = shaped(data.draw(rules(world)))
    all_rules = book()
    read = {id for id, facts in world.facts.items() if reading.fits(rule, facts, all_rules)}
    for many in (False, True):
        among = everybody(Member.id) if many else select(Member.id)
        statement = among.where(where(rule, all_rules, many=many))
        assert set(db.session.scalars(statement)) & set(world.facts) == read
    for facts in world.facts.values():
        reason = reading.explain(rule, facts, all_rules)
        assert reason.holds == reading.fits(rule, facts, all_rules)


def test_every_field_tells_some_of_these_people_from_others(world):
    """Else the test above could not fail for it."""
    for name in FIELDS:
        facts = [repr(facts[name]) for facts in world.facts.values()]
        assert len(set(facts)) > 1, name
