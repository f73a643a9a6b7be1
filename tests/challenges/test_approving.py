"""Several approved in one go: each once, and what could not be says why."""

import re
import secrets

import pytest

from hub.challenges import operations
from hub.challenges.models import ApprovalBatch, BatchLine, Review
from hub.db import db as hub_db
from hub.ledger.queries.standing import standing
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import MemberFactory
from tests.queries import count_queries

ASK = "/console/reviews/approval"


@pytest.fixture
def tab(manager, sign_in_as):
    return sign_in_as(manager)


def several(number=3, **values):
    challenge = a_challenge(points=10, **values)
    return [handed_in(challenge, MemberFactory()) for _ in range(number)]


def version(attempt):
    return f"{attempt.id}@{attempt.handed_in_at.isoformat()}"


def form(*attempts):
    return {"token": secrets.token_hex(16), "attempt": [version(one) for one in attempts]}


def test_it_asks_first_and_lists_what_is_ticked(tab, manager):
    first, second, third = several()
    own = handed_in(a_challenge(title="Mine"), manager)
    held = handed_in(a_challenge(title="Held"), MemberFactory())
    operations.claim(held, by=MemberFactory(roles=("manager",), given_name="Ada"))
    query = "&".join(f"attempt={one.id}" for one in (first, second, own, held))
    page = tab.get(f"{ASK}?{query}").text
    assert "Approve 2 submissions?" in page
    assert "20 points go out" in page
    assert version(third) not in page
    assert "Ada Example is looking at this" in page
    assert "your own work" in page
    assert hub_db.session.query(Review).count() == 0


def test_everything_that_fits_or_nothing(tab):
    several(kind="quiz")
    several(2, kind="idea")
    assert "Approve 3 submissions?" in tab.get(f"{ASK}?all=1&kind=quiz").text
    assert "Nothing to approve" in tab.get(ASK).text
    assert "Nothing to approve" in tab.get(f"{ASK}?attempt=x&attempt=99999999").text


def test_each_is_paid_once_however_often_it_is_sent(tab, manager):
    attempts = several()
    data = form(*attempts)
    for _twice in range(2):
        response = tab.post(ASK, data=data)
        batch = hub_db.session.query(ApprovalBatch).one()
        assert (response.status_code, response.location) == (303, f"/console/approvals/{batch.id}")
    assert [standing(one.member_id).balance for one in attempts] == [10, 10, 10]
    # Another form with the same work, as from a second tab, pays nothing either.
    tab.post(ASK, data=form(*attempts))
    assert hub_db.session.query(Review).count() == 3
    page = tab.get(response.location).text
    assert "3 submissions approved" in page
    assert "left as" not in page


def test_what_could_not_be_says_why(tab, manager):
    good, changed, taken, decided, held = several(5)
    own = handed_in(a_challenge(), manager)
    data = form(good, changed, taken, decided, held, own)
    other = MemberFactory(roles=("manager",))
    for one in (changed, taken):
        operations.withdraw(one, by=one.member)
    operations.hand_in(changed, by=changed.member)
    operations.reject(decided, "No.", by=other)
    operations.claim(held, by=other)
    page = tab.get(tab.post(ASK, data=data).location).text
    assert "1 submission approved" in page
    assert "5 were left as they are" in page
    why = {
        line.attempt_id: line.refusal for line in hub_db.session.query(BatchLine) if line.refusal
    }
    assert why == {
        changed.id: "changed",
        taken.id: "taken_back",
        decided.id: "decided",
        held.id: "claimed",
        own.id: "own",
    }


def test_the_batch_is_its_reviewers_own(tab, sign_in_as):
    location = tab.post(ASK, data=form(*several(1))).location
    other = sign_in_as(MemberFactory(roles=("manager",)))
    assert other.get(location).status_code == 404


@pytest.mark.parametrize(
    "data", [{}, {"token": "a"}, {"token": "a", "attempt": ["7", "x@y", "1@"]}]
)
def test_a_broken_form_approves_nothing(tab, data):
    several(1)
    assert tab.post(ASK, data=data).location == "/console/reviews"
    assert hub_db.session.query(Review).count() == 0


def test_strangers(stranger):
    (attempt,) = several(1)
    assert stranger.get(ASK).status_code == 403
    assert stranger.post(ASK, data=form(attempt)).status_code == 403
    assert attempt.state == "waiting"


def test_as_many_as_there_are_take_no_more_queries_to_ask(tab, db):
    several(2)
    few = count_queries(lambda: tab.get(f"{ASK}?all=1"))
    several(20)
    db.session.expire_all()
    assert count_queries(lambda: tab.get(f"{ASK}?all=1")) == few


def test_at_most_200_at_once(tab, monkeypatch):
    monkeypatch.setattr("hub.challenges.reviewing.approving.MOST", 2)
    attempts = several(3)
    page = tab.get(f"{ASK}?all=1").text
    assert len(re.findall(r'name="attempt"', page)) == 2
    tab.post(ASK, data=form(*attempts))
    assert hub_db.session.query(Review).count() == 2
