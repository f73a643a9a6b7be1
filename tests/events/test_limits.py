"""Guessing codes is slowed down, for the one who guesses alone."""

from datetime import timedelta

import pytest

from hub import clock
from tests.factories import EventFactory, MemberFactory, RegistrationFactory

pytestmark = pytest.mark.xdist_group("committed")


def test_the_eleventh_guess_in_a_minute_waits(strict, committed):
    event = EventFactory(starts_at=clock.now() - timedelta(minutes=5))
    guesser, neighbour = MemberFactory(), MemberFactory()
    for member in (guesser, neighbour):
        RegistrationFactory(event=event, member=member)
    committed.session.commit()

    def guess(member, code):
        phone = strict.test_client()
        with phone.session_transaction() as session:
            session["_user_id"], session["_fresh"] = member.fs_uniquifier, True
        return phone.post(f"/events/{event.id}/check-in", data={"code": code}).status_code

    assert [guess(guesser, f"GUESS{n}") for n in range(11)] == [422] * 10 + [429]
    # Everybody in the room has the same address on the net; nobody else is held up.
    assert guess(neighbour, "BLUE42") == 303
