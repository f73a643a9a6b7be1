"""What a reviewer sees of the queue, and who looks at what."""

import re
from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.models import Claim
from hub.challenges.queries import Wanted
from hub.db import db as hub_db
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import CompanyFactory, MemberFactory
from tests.queries import count_queries

MINUTE = timedelta(minutes=1)


@pytest.fixture
def tab(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def ada(db):
    return MemberFactory(roles=("manager",), given_name="Ada", family_name="Byron")


def shown(tab, query=""):
    page = tab.get(f"/console/reviews{query}").text
    return page[page.index('id="queue"') :]


def test_filters_by_challenge_kind_company_and_name(tab, manager):
    north = CompanyFactory(name="Northwind")
    mira = MemberFactory(given_name="Mira", family_name="Ek", company=north)
    bo = MemberFactory(given_name="Bo")
    quiz = handed_in(a_challenge(title="The quiz", kind="quiz"), mira)
    handed_in(a_challenge(title="An idea", kind="idea"), bo)
    for query in (
        f"challenge={quiz.challenge_id}",
        "kind=quiz",
        f"company={north.id}",
        "q=mir+ek",
        "q=EK",
    ):
        page = shown(tab, f"?{query}")
        assert "The quiz" in page, query
        assert "An idea" not in page, query
        # The address goes along.
        assert f"/console/reviews/{quiz.id}?{query.replace('mir+ek', 'mir%20ek')}" in page.replace(
            "mir+ek", "mir%20ek"
        )
    assert "Nothing waits here" in shown(tab, "?q=nobody")
    assert "Nothing waits here" in shown(tab, "?company=999999999999999999999&kind=nonsense")


def test_filters_by_who_looks_and_what_is_late(tab, manager, ada, member):
    mine, hers, free = (handed_in(a_challenge(title=t), member) for t in ("Mine", "Hers", "Free"))
    operations.claim(mine, by=manager)
    operations.claim(hers, by=ada)
    free.due_at = clock.now() - MINUTE

    def found(state):
        return [
            one.challenge.title for one in queries.waiting(None, Wanted(state=state), manager).items
        ]

    assert found("mine") == ["Mine"]
    assert found("unclaimed") == ["Free"]
    assert found("late") == ["Free"]
    assert "Ada Byron is looking at this" in shown(tab)
    assert "You are looking at this" in shown(tab)


def test_the_next_one_stays_within_what_was_chosen(tab, member):
    quiz = a_challenge(kind="quiz")
    first = handed_in(quiz, member)
    handed_in(a_challenge(kind="idea"), member)
    last = handed_in(quiz, MemberFactory())
    page = tab.get(f"/console/reviews/{first.id}?kind=quiz").text
    assert f"/console/reviews/{last.id}?kind=quiz" in page
    response = tab.post(f"/console/attempts/{first.id}/approval?kind=quiz")
    assert response.location == f"/console/reviews/{last.id}?kind=quiz"
    end = tab.post(f"/console/attempts/{last.id}/approval?kind=quiz")
    assert end.location == "/console/reviews?kind=quiz"


def test_pages_by_key_and_no_more_queries_for_more(tab, db, ada):
    def fill(number):
        for _ in range(number):
            attempt = handed_in(a_challenge(), MemberFactory())
            operations.claim(attempt, by=ada)
            operations.write(attempt, "Hello?", f"{attempt.id:032x}", by=attempt.member)
        db.session.expire_all()

    fill(2)
    address = "/console/reviews?q=Ada"
    few = count_queries(lambda: tab.get(address))
    fill(26)
    assert count_queries(lambda: tab.get(address)) == few
    following = re.search(r'href="([^"]*page=[^"]*)"', shown(tab, "?q=Ada"))
    assert following
    assert "q=Ada" in following[1]
    assert tab.get(following[1].replace("&amp;", "&")).text.count("data-row") == 3


class TestClaims:
    def test_opening_claims_and_the_next_one_skips_it(self, tab, manager, ada, member):
        first, second = (handed_in(a_challenge(), member) for _ in range(2))
        assert queries.next_waiting(ada) is first
        tab.get(f"/console/reviews/{first.id}")
        claim = hub_db.session.get_one(Claim, first.id)
        assert claim.member_id == manager.id
        assert queries.next_waiting(ada).id == second.id
        assert queries.next_waiting(manager).id == first.id

    def test_others_see_who_it_is_and_take_it_over(self, tab, ada, member, manager, htmx):
        attempt = handed_in(a_challenge(), member)
        operations.claim(attempt, by=ada)
        page = tab.get(f"/console/reviews/{attempt.id}").text
        assert "Ada Byron is looking at this" in page
        assert "/approval" not in page.split('id="review"')[1]
        part = tab.post(f"/console/attempts/{attempt.id}/claim", headers=htmx)
        assert "<html" not in part.text
        assert f"/console/attempts/{attempt.id}/approval" in part.text
        operations.claim(attempt, by=ada, over=True)
        plain = tab.post(f"/console/attempts/{attempt.id}/claim")
        assert (plain.status_code, plain.location) == (303, f"/console/reviews/{attempt.id}")
        assert hub_db.session.get_one(Claim, attempt.id).member_id == manager.id

    def test_they_lapse_by_themselves(self, ada, manager, member):
        attempt = handed_in(a_challenge(), member)
        operations.claim(attempt, by=ada)
        with clock.travel(clock.now() + 14 * MINUTE):
            assert operations.claim(attempt, by=manager).member_id == ada.id
        with clock.travel(clock.now() + 16 * MINUTE):
            assert queries.claims_on([attempt]) == {}
            assert operations.claim(attempt, by=manager).member_id == manager.id

    def test_they_end_with_the_decision_and_keep_nobody_from_it(self, ada, manager, member, reader):
        attempt = handed_in(a_challenge(), member)
        operations.claim(attempt, by=ada)
        operations.approve(attempt, by=manager)
        assert hub_db.session.get(Claim, attempt.id) is None
        with pytest.raises(operations.AlreadyDecided):
            operations.reject(attempt, "No.", by=ada)

    def test_nobody_claims_their_own_work_or_what_does_not_wait(self, manager, member):
        own = handed_in(a_challenge(), manager)
        assert operations.claim(own, by=manager) is None
        taken_back = handed_in(a_challenge(), member)
        operations.withdraw(taken_back, by=member)
        assert operations.claim(taken_back, by=manager) is None

    def test_strangers_and_own_work_are_refused(self, tab, stranger, manager, member):
        own, other = handed_in(a_challenge(), manager), handed_in(a_challenge(), member)
        assert tab.post(f"/console/attempts/{own.id}/claim").status_code == 403
        assert stranger.post(f"/console/attempts/{other.id}/claim").status_code == 403
        assert tab.post("/console/attempts/999999/claim").status_code == 404
