"""Opening, tags and what comes first: what managers set and members meet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.models import Attempt, Challenge
from hub.challenges.operations import ChallengePlan, StepPlan
from hub.challenges.operations.limits import BadLimits
from hub.db import db as hub_db
from hub.events.models import CheckIn
from hub.ledger.models import Tier
from hub.ledger.operations import award_badge
from hub.members.models import Member
from tests import races
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.challenges.test_races import get
from tests.factories import (
    BadgeFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
    TierFactory,
    give_points,
)


def plan_for(challenge) -> ChallengePlan:
    """The challenge as it is, as a plan."""
    return ChallengePlan(
        title=challenge.title, summary=challenge.summary, kind=challenge.kind,
        points=challenge.points, minutes=challenge.minutes, seats=challenge.seats,
        requires_challenge_id=challenge.requires_challenge_id,
        steps=[StepPlan("answer", "What?", id=challenge.steps[0].id)],
    )  # fmt: skip


@pytest.fixture
def tomorrow(db):
    return clock.now() + timedelta(days=1)


# Opening


def test_before_it_opens_nobody_sees_it_and_nobody_begins(tab, member, tomorrow):
    challenge = a_challenge(title="Soon", opens_at=tomorrow)
    assert challenge.state == "scheduled"
    assert "Soon" not in tab.get("/challenges").text
    assert tab.get(f"/challenges/{challenge.id}").status_code == 404
    with clock.travel(tomorrow + timedelta(minutes=1)):
        assert "Soon" in tab.get("/challenges").text
        assert begun(challenge, member).state == "in_progress"


def test_what_is_announced_is_shown_with_its_date_and_cannot_be_begun(db, tab, tomorrow):
    challenge = a_challenge(title="Soon", opens_at=tomorrow, announced=True)
    page = tab.get("/challenges").text
    assert "Not yet" in page
    assert "Opens " in page
    own = tab.get(f"/challenges/{challenge.id}").text
    assert "Opens " in own
    assert ">Start<" not in own
    tab.post(f"/challenges/{challenge.id}/attempt")
    assert db.session.query(Attempt).count() == 0


def test_managers_see_when_it_opens(sign_in_as, manager, tomorrow):
    challenge = a_challenge(title="Soon", opens_at=tomorrow)
    tab = sign_in_as(manager)
    for address in ("/console/challenges?state=scheduled", f"/console/challenges/{challenge.id}"):
        page = tab.get(address).text
        assert "Opens " in page
        assert "Soon" in page
    assert "Soon" not in tab.get("/console/challenges?state=closed").text
    assert "Soon" not in tab.get("/console/challenges?state=open").text


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"opens_at": 5, "closes_at": 4}, "would close before it opens"),
        ({"again": "days"}, "Say how many"),
        ({"again": "times", "again_number": 2, "seats": 3}, "Places go with"),
    ],
)
def test_limits_that_contradict_are_refused(reader, manager, limits, sentence):
    moments = {
        name: clock.now() + timedelta(days=value)
        for name, value in limits.items()
        if name.endswith("_at")
    }
    plan = replace(plan_for(a_challenge()), **{**limits, **moments})
    with pytest.raises(BadLimits, match=sentence):
        operations.create(plan, by=manager)


# What comes first


def an_attendance(event, member):
    registration = RegistrationFactory(event=event, member=member)
    hub_db.session.add(CheckIn(registration=registration, method="name", actor_id=member.id))
    hub_db.session.flush()


def needs_challenge(manager):
    first = a_challenge(title="The first")
    return (
        {"requires_challenge_id": first.id},
        "First complete “The first”",
        (lambda member: operations.approve(handed_in(first, member), by=manager)),
    )


def needs_tier(_manager):
    hub_db.session.query(Tier).delete()
    TierFactory(name="Seed", threshold=0)
    tier, _higher = TierFactory(name="Bronze", threshold=50), TierFactory(threshold=90)
    return (
        {"requires_tier_id": tier.id},
        "First reach Bronze",
        (lambda member: give_points(member, 100)),
    )


def needs_badge(_manager):
    badge = BadgeFactory(name="Storyteller")
    return (
        {"requires_badge_id": badge.id},
        "badge “Storyteller”",
        (lambda member: award_badge(member.id, badge, "Well told")),
    )


def needs_event(_manager):
    event = EventFactory(title="Harbour day")
    return (
        {"requires_event_id": event.id},
        "For those who were at “Harbour day”",
        (lambda member: an_attendance(event, member)),
    )


@pytest.mark.parametrize("needs", [needs_challenge, needs_tier, needs_badge, needs_event])
@pytest.mark.parametrize("shown", [True, False])
def test_locked_until_what_comes_first(db, tab, member, manager, needs, shown):
    values, sentence, unlock = needs(manager)
    challenge = a_challenge(title="The second", shown_locked=shown, **values)
    address = f"/challenges/{challenge.id}"
    assert ("The second" in tab.get("/challenges").text) is shown
    page = tab.get(address)
    assert page.status_code == (200 if shown else 404)
    assert (sentence in page.text) is shown
    assert ">Start<" not in page.text
    tab.post(f"{address}/attempt")
    with pytest.raises(operations.Locked):
        operations.start(challenge, by=member)
    assert db.session.query(Attempt).filter_by(challenge_id=challenge.id).count() == 0
    unlock(member)
    assert "The second" in tab.get("/challenges").text
    assert operations.start(challenge, by=member).state == "in_progress"
    assert queries.visible(member, challenge.id).state == "in_progress"


def test_a_circle_is_refused_with_the_names_in_it(reader, manager):
    one, two, three = (a_challenge(title=name) for name in ("One", "Two", "Three"))
    operations.update(one, replace(plan_for(one), requires_challenge_id=two.id), by=manager)
    operations.update(two, replace(plan_for(two), requires_challenge_id=three.id), by=manager)
    for first in (one, three):
        with pytest.raises(operations.Circle) as refused:
            operations.update(
                three, replace(plan_for(three), requires_challenge_id=first.id), by=manager
            )
        expected = "Three → One → Two → Three" if first is one else "Three → Three"
        assert expected in str(refused.value)


@pytest.mark.xdist_group("committed")
def test_two_saves_at_once_make_no_circle(app, committed):
    for _ in range(3):
        one, two, manager = a_challenge(), a_challenge(), MemberFactory(roles=("manager",))
        plans = [
            (one.id, replace(plan_for(one), requires_challenge_id=two.id)),
            (two.id, replace(plan_for(two), requires_challenge_id=one.id)),
        ]
        by = manager.id
        committed.session.commit()

        def save(id, plan, by=by):
            operations.update(get(Challenge, id), plan, by=get(Member, by))

        said = races.at_once(app, [lambda p=plan: save(*p) for plan in plans])
        assert sum(isinstance(one, operations.Circle) for one in said) == 1
