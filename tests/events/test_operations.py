"""Seats are never sold twice; whoever came is on record once and paid once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.advocacy.models import Act
from hub.advocacy.queries import bank
from hub.audit import AuditEntry
from hub.events import queries
from hub.events.models import ChapterLeader, CheckIn, Registration
from hub.events.operations import (
    Details,
    add,
    admit,
    cancel,
    change,
    check_in,
    leave,
    publish,
    register,
    undo_check_in,
)
from hub.events.refusals import (
    AlreadyThere,
    AlreadyUndone,
    CheckInClosed,
    EventCancelled,
    EventFull,
    EventOver,
    NotPublished,
    NotRegistered,
    PointsSpent,
    TooFewSeats,
    TooManyPoints,
    WrongCode,
)
from hub.ledger.operations import Cause, hold
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import standing
from hub.notifications.models import Notification
from hub.refusals import NotAllowed
from tests.factories import ChapterFactory, EventFactory, MemberFactory


def test_registering_twice_takes_one_place(db, member):
    event = EventFactory(seats=2)
    first = register(event, by=member)
    assert register(event, by=member) is first
    assert queries.listing(event, member).left == 1


def test_a_full_event_takes_nobody_until_somebody_leaves(db, member):
    event = EventFactory(seats=1)
    other = MemberFactory()
    register(event, by=other)
    with pytest.raises(EventFull):
        register(event, by=member)
    leave(event, by=other)
    register(event, by=member)
    with pytest.raises(EventFull):
        register(event, by=other)


def test_registering_again_renews_the_same_row(db, member):
    event = EventFactory()
    first = register(event, by=member)
    leave(event, by=member)
    leave(event, by=member)
    assert not first.is_active
    assert register(event, by=member) is first
    assert first.is_active


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"published_at": None}, NotPublished),
        ({"cancelled_at": clock.now()}, EventCancelled),
        ({"starts_at": clock.now() - timedelta(days=1)}, EventOver),
    ],
)
def test_nobody_registers_for_what_does_not_come(db, member, what, refusal):
    with pytest.raises(refusal):
        register(EventFactory(**what), by=member)
    assert db.session.query(Registration).count() == 0


def test_whoever_was_there_cannot_leave(member, tonight):
    registration = register(tonight, by=member)
    check_in(registration, "code", by=member, code="blue 42")
    with pytest.raises(AlreadyThere):
        leave(tonight, by=member)


@pytest.mark.parametrize("code", ["BLUE42", " blue 42 ", "Blue-42"])
def test_a_code_is_taken_as_it_sounds(member, tonight, code):
    made = check_in(register(tonight, by=member), "code", by=member, code=code)
    assert (made.method, standing(member.id).balance) == ("code", 50)


@pytest.mark.parametrize("code", ["", None, "BLUE43"])
def test_a_wrong_code_earns_nothing(member, tonight, code):
    registration = register(tonight, by=member)
    with pytest.raises(WrongCode):
        check_in(registration, "code", by=member, code=code)
    assert standing(member.id).balance == 0


def test_check_in_is_open_from_an_hour_before_to_twelve_after(db, member):
    start = clock.now() + timedelta(days=2)
    event = EventFactory(starts_at=start)
    registration = register(event, by=member)
    for wrong in (start - timedelta(minutes=61), event.ends_at + timedelta(hours=12, minutes=1)):
        with clock.travel(wrong), pytest.raises(CheckInClosed):
            check_in(registration, "code", by=member, code="BLUE42")
    with clock.travel(start - timedelta(minutes=59)):
        assert check_in(registration, "code", by=member, code="BLUE42")


def test_checking_in_again_answers_the_first_and_pays_once(db, member, tonight, manager, attended):
    registration = register(tonight, by=member)
    first = check_in(registration, "code", by=member, code="BLUE42")
    assert check_in(registration, "name", by=manager) is first
    assert admit(tonight, member, by=manager) is first
    assert standing(member.id).lifetime == 50
    [act] = db.session.scalars(select(Act)).all()
    assert (act.kind.slug, act.source) == ("event_attended", f"check-in:{first.id}")


def test_a_programme_that_does_not_count_attendance_records_no_act(db, member, tonight, attended):
    attended.retired_at = clock.now()
    check_in(register(tonight, by=member), "code", by=member, code="BLUE42")
    assert db.session.query(Act).count() == 0
    assert standing(member.id).balance == 50


def test_an_event_without_points_pays_none(db, member, tonight):
    tonight.points = 0
    check_in(register(tonight, by=member), "code", by=member, code="BLUE42")
    assert reconcile().transfers == 0


def test_nobody_checks_in_somebody_else(member, tonight, leader):
    registration = register(tonight, by=member)
    other = MemberFactory()
    with pytest.raises(NotAllowed):
        check_in(registration, "code", by=other, code="BLUE42")
    with pytest.raises(NotAllowed):
        check_in(registration, "name", by=other)
    with pytest.raises(NotAllowed):
        admit(EventFactory(chapter=ChapterFactory()), member, by=leader)
    assert check_in(registration, "name", by=leader).actor_id == leader.id


def test_whoever_gave_the_place_back_registers_first(member, tonight):
    registration = register(tonight, by=member)
    leave(tonight, by=member)
    with pytest.raises(NotRegistered):
        check_in(registration, "code", by=member, code="BLUE42")


def test_a_host_lets_in_whoever_stands_at_the_door(db, tonight, leader, member):
    tonight.seats = 1
    register(tonight, by=MemberFactory())
    admit(tonight, member, by=leader)
    assert queries.listing(tonight, member).registration.check_in is not None
    with clock.travel(clock.now() + timedelta(days=30)):
        admit(tonight, MemberFactory(), by=leader)
    with pytest.raises(CheckInClosed):
        admit(EventFactory(chapter=tonight.chapter), member, by=leader)


def test_undoing_takes_the_points_back_and_a_new_check_in_pays_again(db, member, tonight, manager):
    first = admit(tonight, member, by=manager)
    undo_check_in(first, by=manager)
    assert (standing(member.id).balance, standing(member.id).lifetime) == (0, 0)
    with pytest.raises(AlreadyUndone):
        undo_check_in(first, by=manager)
    # The act goes with the check-in: nobody owes for an evening they were not at.
    assert bank(member).withdrawals == 0
    second = admit(tonight, member, by=manager)
    assert second is not first
    assert bank(member).withdrawals == 1
    assert standing(member.id).balance == 50
    assert reconcile().clean


def test_points_that_are_spent_keep_the_check_in(app, db, member, tonight, manager):
    made = admit(tonight, member, by=manager)
    hold(member.id, 30, Cause(member, "A mug", "mug"))
    with pytest.raises(PointsSpent) as refusal, db.session.begin_nested():
        undo_check_in(made, by=manager)
    with app.test_request_context():
        assert str(refusal.value).startswith("Amara Okafor has spent these points")
    assert db.session.scalar(select(CheckIn.undone_at)) is None


def details(event, **changes):
    names = Details.__dataclass_fields__
    return Details(**{**{name: getattr(event, name) for name in names}, **changes})


def test_seats_stay_at_least_as_many_as_people(db, manager, member):
    event = EventFactory(seats=5)
    register(event, by=member)
    register(event, by=MemberFactory())
    with pytest.raises(TooFewSeats) as refusal:
        change(event, details(event, seats=1), by=manager)
    assert refusal.value.registered == 2
    change(event, details(event, seats=2), by=manager)
    change(event, details(event, seats=None), by=manager)
    assert event.seats is None


def test_leaders_give_small_points_and_leave_a_managers_alone(leader, manager, chapter):
    event = EventFactory(chapter=chapter, points=50)
    with pytest.raises(TooManyPoints):
        change(event, details(event, points=101), by=leader)
    change(event, details(event, points=500), by=manager)
    change(event, details(event, title="Another title"), by=leader)
    assert (event.title, event.points) == ("Another title", 500)
    with pytest.raises(TooManyPoints):
        add(details(event, points=101), by=leader)


def test_a_new_event_has_a_readable_code(db, manager):
    codes = {add(details(EventFactory()), by=manager).check_in_code for _ in range(30)}
    assert len(codes) == 30
    assert {len(code) for code in codes} == {6}
    assert not set("".join(codes)) & set("0O1I")


def test_a_leader_runs_events_of_their_own_chapter_alone(db, leader, chapter, tonight):
    own = add(details(tonight), by=leader)
    publish(EventFactory(chapter=chapter, published_at=None), by=leader)
    foreign = EventFactory(chapter=ChapterFactory())
    for verb in (
        lambda: add(details(foreign), by=leader),
        lambda: add(details(tonight, chapter_id=None), by=leader),
        lambda: change(own, details(own, chapter_id=foreign.chapter_id), by=leader),
        lambda: change(foreign, details(foreign, chapter_id=chapter.id), by=leader),
        lambda: publish(foreign, by=leader),
        lambda: cancel(foreign, by=leader),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_leading_takes_the_role_and_the_chapter(db, chapter, tonight, member):
    db.session.add(ChapterLeader(chapter_id=chapter.id, member_id=member.id))
    db.session.flush()
    assert not queries.may_host(member, tonight)
    elsewhere = MemberFactory(roles=("chapter leader",))
    assert not queries.may_host(elsewhere, tonight)


def test_cancelling_tells_everybody_once(db, member, manager):
    event = EventFactory(title="Meet-up")
    register(event, by=member)
    register(event, by=(left := MemberFactory()))
    leave(event, by=left)
    assert cancel(event, by=manager) == 1
    with pytest.raises(EventCancelled):
        cancel(event, by=manager)
    [told] = db.session.scalars(select(Notification)).all()
    assert (told.member_id, told.kind) == (member.id, "event_cancelled")
    assert told.facts["title"] == {"": "Meet-up"}
    assert told.key == f"event:{event.id}:cancelled:{member.id}"


def test_a_draft_is_published_once_and_not_when_it_is_over(db, manager):
    event = EventFactory(published_at=None)
    with pytest.raises(NotPublished):
        cancel(event, by=manager)
    publish(event, by=manager)
    publish(event, by=manager)
    over = EventFactory(published_at=None, starts_at=clock.now() - timedelta(days=3))
    with pytest.raises(EventOver):
        publish(over, by=manager)
    actions = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_type == "events")
    ).all()
    assert actions == ["event.published"]


def test_the_front_page_shows_what_comes(db, member, chapter):
    late = EventFactory(starts_at=clock.now() + timedelta(days=9))
    soon = EventFactory(starts_at=clock.now() + timedelta(days=1), chapter=chapter)
    EventFactory(published_at=None)
    EventFactory(cancelled_at=clock.now())
    EventFactory(starts_at=clock.now() - timedelta(days=1))
    register(late, by=member)
    found = queries.coming(member, limit=5)
    assert [(one.event, one.registration is not None) for one in found] == [
        (soon, False),
        (late, True),
    ]
    assert [one.event for one in queries.coming(member, 5, chapter)] == [soon]
