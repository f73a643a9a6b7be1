"""Steps that the hub completes itself: by the profile, by acts, and told by another system."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub import clock
from hub.advocacy.models import ActKind
from hub.advocacy.operations import record, take_back
from hub.audit import AuditEntry
from hub.challenges import operations
from hub.challenges.models import Submission
from hub.challenges.operations import ChallengePlan, StepPlan
from hub.db import db as hub_db
from hub.events.operations.attending import check_in, undo_check_in
from hub.home.operations import profile
from hub.pictures import save
from tests.challenges.steps.helpers import a_step, missing, under_way
from tests.factories import EventFactory, MemberFactory, RegistrationFactory
from tests.pictures import picture_file

pytestmark = pytest.mark.usefixtures("reader")


def at(step, member):
    """What is there for the member at the step."""
    attempt = under_way(step, member)
    rows = select(Submission).where(
        Submission.attempt_id == attempt.id, Submission.step_id == step.id
    )
    return hub_db.session.scalar(rows.execution_options(populate_existing=True))


def is_done(step, member):
    return missing(step, at(step, member)) is None


def acts(slug, member, source="a", **values):
    kind = hub_db.session.scalars(select(ActKind).where(ActKind.slug == slug)).one()
    return record(kind, member, source=source, **values)


# Profile


def details(member, **changes):
    plain = {"given_name": member.given_name, "family_name": member.family_name}
    rest = {"city": "", "country": None, "bio": "", "locale": None, "timezone": None}
    return profile.Details(**plain, **rest | changes, mail_wanted=True, on_boards=True)


@pytest.mark.parametrize(
    ("part", "changes"),
    [("about", {"bio": "Hi"}), ("city", {"city": "Ghent"}), ("country", {"country": "BE"})],
)
def test_the_profile_completes_it_and_opens_it_again(db, member, part, changes):
    step = a_step("profile", {"part": part})
    assert not is_done(step, member)
    profile.describe(member, details(member, **changes), by=member)
    assert is_done(step, member)
    profile.describe(member, details(member), by=member)
    assert not is_done(step, member)


def test_a_profile_that_has_it_already_is_seen_at_the_start(db, member):
    member.picture_id = save(picture_file(), "portrait").id
    db.session.flush()
    step = a_step("profile", {"part": "picture"})
    assert is_done(step, member)
    profile.remove_picture(member, by=member)
    assert not is_done(step, member)


# Acts


@pytest.mark.parametrize(
    ("kind", "slug"),
    [("attend", "event_attended"), ("refer", "referral"), ("board", "board-meeting")],
)
def test_an_act_completes_it_and_taken_back_opens_it_again(db, member, manager, kind, slug):
    step = a_step(kind)
    under_way(step, member)
    acts("webinar-speaker", member, "other")
    acts(slug, MemberFactory(), "somebody else's")
    assert not is_done(step, member)
    act = acts(slug, member)
    assert is_done(step, member)
    second = acts(slug, member, "b")
    take_back(act, "a mistake", by=manager)
    assert is_done(step, member)
    take_back(second, "another", by=manager)
    assert not is_done(step, member)
    with pytest.raises(operations.Incomplete):
        operations.hand_in(under_way(step, member), by=member)


def test_acts_since_the_publication_count_for_who_begins_later(db, member):
    step = a_step("refer")
    before = step.challenge.published_at - timedelta(hours=1)
    with clock.travel(before):
        acts("referral", member)
    assert not is_done(step, member)
    later = MemberFactory()
    with clock.travel(before + timedelta(hours=2)):
        acts("referral", later, "b")
    assert is_done(step, later)


def test_while_it_waits_it_is_open_again_and_once_decided_it_stays(db, member, manager):
    step, other = a_step("refer"), a_step("refer")
    attempt, decided = under_way(step, member), under_way(other, member)
    act = acts("referral", member)
    for one in (attempt, decided):
        operations.hand_in(one, by=member)
    operations.approve(decided, by=manager)
    take_back(act, "a mistake", by=manager)
    assert not is_done(step, member)
    assert is_done(other, member)


def test_an_event_of_its_own(db, member, manager):
    event, other = EventFactory(starts_at=clock.now()), EventFactory(starts_at=clock.now())
    step, any_event = a_step("attend", {"event_id": event.id}), a_step("attend")
    for one in (step, any_event):
        under_way(one, member)
    check_in(RegistrationFactory(event=other, member=member), "name", manager)
    assert not is_done(step, member)
    assert is_done(any_event, member)
    made = check_in(RegistrationFactory(event=event, member=member), "name", manager)
    assert is_done(step, member)
    undo_check_in(made, manager)
    assert not is_done(step, member)
    assert is_done(any_event, member)


@given(
    st.lists(st.tuples(st.sampled_from(["act", "back", "begin"]), st.integers(0, 2)), max_size=8)
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_whatever_order_it_is_done_while_an_act_stands(db, manager, steps_taken):
    with db.session.begin_nested() as undone:
        member, step, made = MemberFactory(), a_step("board"), {}
        for verb, number in steps_taken:
            if verb == "act":
                made.setdefault(number, acts("board-meeting", member, f"s{number}"))
            elif verb == "begin":
                under_way(step, member)
            elif number in made and made[number].taken_back_at is None:
                take_back(made[number], "no", by=manager)
        stands = any(act.taken_back_at is None for act in made.values())
        assert is_done(step, member) is stands
        undone.rollback()


# Told


def test_another_system_says_so_once_and_it_is_on_record(db, member, manager):
    step = a_step("elsewhere")
    with pytest.raises(operations.NotUnderWay):
        operations.complete_elsewhere(step, member, "Seen", manager)
    attempt = under_way(step, member)
    made = operations.complete_elsewhere(step, member, " Seen ", manager)
    assert made.found == {"by": manager.id, "note": "Seen", "on": clock.today().isoformat()}
    assert operations.complete_elsewhere(step, member, "Again", manager).found["note"] == "Seen"
    entry = db.session.query(AuditEntry).filter_by(action="step.completed_elsewhere").one()
    assert (entry.actor_id, entry.after["member"]) == (manager.id, member.id)
    operations.hand_in(attempt, by=member)
    operations.reject(attempt, "No", by=manager)
    with pytest.raises(operations.NotUnderWay):
        operations.complete_elsewhere(step, member, "Late", manager)


def test_a_step_that_is_added_later_is_looked_at_for_who_is_under_way(db, member, manager):
    step = a_step("answer")
    attempt = under_way(step, member)
    acts("referral", member)
    plan = ChallengePlan(
        title="Tell us", summary="A minute", kind="feedback", points=30, minutes=2,
        steps=[StepPlan("answer", "Say", id=step.id), StepPlan("refer", "Refer somebody")],
    )  # fmt: skip
    operations.update(step.challenge, plan, by=manager)
    added = next(one for one in step.challenge.steps if one.kind == "refer")
    rows = db.session.query(Submission).filter_by(attempt_id=attempt.id, step_id=added.id)
    assert rows.one().done
