"""Real threads at the review desk: two claim, two undo, two approve the same many."""

import secrets

import pytest

from hub.challenges import operations
from hub.challenges.models import ApprovalBatch, Attempt, BatchLine, Claim, Review
from hub.db import db as hub_db
from hub.ledger.models import Transfer
from hub.ledger.queries.standing import standing
from hub.members.models import Member
from tests.challenges.helpers import a_challenge, handed_in
from tests.challenges.test_races import at_once, count, get
from tests.factories import MemberFactory

pytestmark = pytest.mark.xdist_group("committed")


@pytest.fixture
def people(committed):
    member = MemberFactory()
    managers = [MemberFactory(roles=("manager",)) for _ in range(2)]
    committed.session.commit()
    return member.id, managers[0].id, managers[1].id


def waiting(member_id, number=1):
    member = get(Member, member_id)
    ids = [handed_in(a_challenge(points=40), member).id for _ in range(number)]
    hub_db.session.commit()
    return ids


def test_two_open_it_at_once_and_one_has_it(app, people):
    member, first, second = people
    for id in waiting(member, 3):
        at_once(
            app,
            lambda a=id: operations.claim(get(Attempt, a), by=get(Member, first)),
            lambda a=id: operations.claim(get(Attempt, a), by=get(Member, second)),
        )
        assert count(Claim, attempt_id=id) == 1


def test_two_with_a_claim_and_without_decide_once(app, people):
    member, first, second = people
    (id,) = waiting(member)
    operations.claim(get(Attempt, id), by=get(Member, first))
    hub_db.session.commit()
    said = at_once(
        app,
        lambda: operations.approve(get(Attempt, id), by=get(Member, first)),
        lambda: operations.reject(get(Attempt, id), "No.", by=get(Member, second)),
    )
    assert said.count("done") == 1
    assert (count(Review), count(Claim)) == (1, 0)


def test_undone_twice_at_once_goes_back_once(app, people):
    member, first, _second = people
    (id,) = waiting(member)
    review = operations.approve(get(Attempt, id), by=get(Member, first)).id
    hub_db.session.commit()
    said = at_once(app, *[lambda: operations.undo(get(Review, review), by=get(Member, first))] * 3)
    assert said == ["done"] * 3
    assert standing(member).balance == 0
    assert count(Transfer, reason="reverse") == 1


def test_the_same_many_approved_by_two_and_one_alone_are_paid_once(app, people):
    """Each in a transaction of its own: nobody waits for another in a circle."""
    member, first, second = people
    ids = waiting(member, 6)
    seen = {id: get(Attempt, id).handed_in_at for id in ids}
    batches = {
        by: operations.open_batch(secrets.token_hex(16), by=get(Member, by)).id
        for by in (first, second)
    }
    hub_db.session.commit()

    def many(by, order):
        for id in order:
            batch = get(ApprovalBatch, batches[by])
            operations.approve_in(batch, get(Attempt, id), seen[id], by=get(Member, by))
            hub_db.session.commit()

    at_once(
        app,
        lambda: many(first, ids),
        lambda: many(second, ids[::-1]),
        lambda: many(first, ids),
    )
    hub_db.session.rollback()
    assert standing(member).balance == 6 * 40
    assert (count(Review), count(Transfer)) == (6, 6)
    approved = hub_db.session.query(BatchLine).filter(BatchLine.refusal.is_(None)).count()
    assert approved == 6
