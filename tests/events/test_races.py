"""Real threads on real connections: one seat for one person, one check-in paid once."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hub import clock
from hub.events.models import CheckIn, Event, Registration
from hub.events.operations import admit, check_in, leave, register, undo_check_in
from hub.events.refusals import AlreadyUndone, EventFull
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import balance
from hub.members.models import Member
from hub.refusals import Refusal
from tests import races
from tests.factories import EventFactory, MemberFactory, RegistrationFactory
from tests.races import Verb

pytestmark = pytest.mark.xdist_group("committed")


@pytest.fixture
def at_once(app, committed) -> Callable[[Sequence[Verb]], list[Any]]:
    return partial(races.at_once, app)


@pytest.fixture
def tonight(committed):
    return EventFactory(starts_at=clock.now() - timedelta(minutes=5))


def test_eight_want_the_last_seat(committed, at_once):
    event = EventFactory(seats=1)
    ids = [MemberFactory().id for _ in range(8)]
    committed.session.commit()

    def verb(member_id):
        return lambda: (
            register(
                committed.session.get(Event, event.id), by=committed.session.get(Member, member_id)
            ).member_id
        )

    outcomes = at_once([verb(member_id) for member_id in ids])
    assert [type(o) for o in outcomes if isinstance(o, Refusal)] == [EventFull] * 7
    assert committed.session.query(Registration).count() == 1


def test_one_member_registers_in_eight_windows(committed, at_once):
    event, member = EventFactory(seats=3), MemberFactory()
    committed.session.commit()

    def verb():
        return register(
            committed.session.get(Event, event.id), by=committed.session.get(Member, member.id)
        ).id

    outcomes = at_once([verb] * 8)
    assert len(set(outcomes)) == 1
    assert committed.session.query(Registration).count() == 1


def test_check_in_by_code_and_by_name_at_once(committed, at_once, tonight):
    registration = RegistrationFactory(event=tonight)
    member_id, host_id = registration.member_id, MemberFactory(roles=("manager",)).id
    committed.session.commit()

    def by_code():
        return check_in(
            committed.session.get(Registration, registration.id),
            "code",
            by=committed.session.get(Member, member_id),
            code="BLUE42",
        ).id

    def by_name():
        return admit(
            committed.session.get(Event, tonight.id),
            committed.session.get(Member, member_id),
            by=committed.session.get(Member, host_id),
        ).id

    outcomes = at_once([by_code, by_name, by_code, by_name])
    [made] = committed.session.query(CheckIn).all()
    assert outcomes == [made.id] * 4
    assert balance(member_id) == 50
    assert reconcile().clean


def test_two_hosts_let_in_the_same_stranger_while_she_registers(committed, at_once, tonight):
    member_id = MemberFactory().id
    hosts = [MemberFactory(roles=("manager",)).id for _ in range(2)]
    committed.session.commit()

    def by_name(host_id):
        return lambda: (
            admit(
                committed.session.get(Event, tonight.id),
                committed.session.get(Member, member_id),
                by=committed.session.get(Member, host_id),
            ).id
        )

    def herself():
        event = committed.session.get(Event, tonight.id)
        register(event, by=committed.session.get(Member, member_id))

    at_once([*(by_name(host) for host in hosts), herself])
    assert committed.session.query(CheckIn).count() == 1
    assert committed.session.query(Registration).count() == 1
    assert balance(member_id) == 50


def test_two_hosts_undo_at_once(committed, at_once, tonight):
    member, hosts = MemberFactory(), [MemberFactory(roles=("manager",)) for _ in range(2)]
    made = admit(tonight, member, by=hosts[0])
    committed.session.commit()
    ids = [host.id for host in hosts]

    def undo(host_id):
        return lambda: undo_check_in(
            committed.session.get(CheckIn, made.id), by=committed.session.get(Member, host_id)
        )

    outcomes = at_once([undo(host_id) for host_id in ids])
    assert [type(o) for o in outcomes if o] == [AlreadyUndone]
    assert balance(member.id) == 0
    assert reconcile().clean


def test_leaving_and_registering_at_once_never_oversells(committed, at_once):
    event = EventFactory(seats=1)
    leaver, others = MemberFactory(), [MemberFactory().id for _ in range(4)]
    register(event, by=leaver)
    committed.session.commit()

    def join(member_id):
        return lambda: (
            register(
                committed.session.get(Event, event.id), by=committed.session.get(Member, member_id)
            ).member_id
        )

    def go():
        leave(committed.session.get(Event, event.id), by=committed.session.get(Member, leaver.id))

    at_once([go, *(join(member_id) for member_id in others)])
    standing = committed.session.query(Registration).filter(Registration.left_at.is_(None))
    assert standing.count() <= 1
