"""For later, not for me, and how it was."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.models import Aside, Opinion
from tests.challenges.helpers import a_challenge, handed_in
from tests.factories import AudienceFactory, MemberFactory


@pytest.fixture
def challenge(db):
    return a_challenge(title="Tell a story")


@pytest.fixture
def address(challenge):
    return f"/challenges/{challenge.id}"


def standing(db):
    return db.session.query(Aside).filter(Aside.back_at.is_(None))


# For later


def test_later_is_later_until_it_is_brought_back(db, tab, challenge, address):
    for _ in range(2):
        response = tab.post(f"{address}/aside")
        assert (response.status_code, response.location) == (303, "/challenges")
    assert standing(db).count() == db.session.query(Aside).count() == 1
    page = tab.get("/challenges").text
    assert page.index(">Later</h2>") < page.index("Tell a story")
    assert "Tell a story" in tab.get("/challenges/aside").text
    assert "You put this aside for later" in tab.get(address).text
    for _ in range(2):
        assert tab.post(f"{address}/aside/end").location == address
    assert standing(db).count() == 0
    assert ">Later</h2>" not in tab.get("/challenges").text


def test_it_is_undone_on_the_spot(tab, htmx, challenge, address):
    aside = tab.post(f"{address}/aside", headers=htmx)
    assert "<html" not in aside.text
    assert "Undo" in aside.text
    assert f'id="challenge-{challenge.id}"' in aside.text
    back = tab.post(f"{address}/aside/end", headers=htmx)
    assert f'id="challenge-{challenge.id}"' in back.text
    assert "New this week" in back.text


def test_what_is_put_aside_can_be_begun_all_the_same(tab, challenge, address):
    tab.post(f"{address}/aside")
    tab.post(f"{address}/attempt")
    page = tab.get("/challenges").text
    assert "In progress" in page
    assert ">Later</h2>" not in page


# Not for me


def test_not_for_me_asks_why_and_takes_no_for_an_answer(db, tab, challenge, address):
    assert "My company does not allow it" in tab.get(f"{address}/refusal").text
    response = tab.post(f"{address}/refusal")
    assert (response.status_code, response.location) == (303, "/challenges/aside")
    assert standing(db).one().kind == "not_for_me"
    assert "Tell a story" not in tab.get("/challenges").text
    assert "Tell a story" in tab.get("/challenges/aside").text
    assert "not for you" in tab.get(address).text


def test_a_reason_and_words_are_kept_with_who_and_when(db, tab, member, challenge, address):
    data = {"reason": "no_time", "words": " After the summer "}
    tab.post(f"{address}/aside")
    for _ in range(2):
        tab.post(f"{address}/refusal", data=data)
    row = standing(db).one()
    assert (row.member_id, row.reason, row.words) == (member.id, "no_time", "After the summer")
    assert row.put_at is not None
    assert db.session.query(Aside).count() == 2


@pytest.mark.parametrize("data", [{"reason": "bored"}, {"words": "x" * 1001}])
def test_what_cannot_be_kept_is_asked_again(db, tab, address, data):
    response = tab.post(f"{address}/refusal", data=data)
    assert response.status_code == 422
    assert standing(db).count() == 0


def test_only_one_stands_and_only_no_has_reasons(db, challenge, member):
    first = operations.put_aside(challenge, "later", by=member)
    second = insert(Aside).values(
        challenge_id=challenge.id, member_id=member.id, kind="later", put_at=clock.now()
    )
    with db.session.begin_nested() as savepoint:
        with pytest.raises(IntegrityError, match="uq_challenge_asides_open"):
            db.session.execute(second)
        savepoint.rollback()
    first.reason = "no_time"
    with pytest.raises(IntegrityError, match="reasons_of_no"):
        db.session.flush()


def test_what_a_member_may_not_see_they_cannot_put_aside(tab):
    hidden = a_challenge(audience_id=AudienceFactory().id)
    for path in ("aside", "refusal", "aside/end", "opinion"):
        assert tab.post(f"/challenges/{hidden.id}/{path}").status_code == 404


# How it was


@pytest.fixture
def completed(challenge, member, manager, reader):
    operations.approve(handed_in(challenge, member), by=manager)
    return challenge


def test_it_is_asked_once_it_is_done_and_can_be_changed(db, tab, completed, address):
    assert "One question, if you like" in tab.get(address).text
    for vote, words in (("up", ""), ("down", "Too long"), ("down", "Too long")):
        response = tab.post(f"{address}/opinion", data={"vote": vote, "words": words})
        assert (response.status_code, response.location) == (303, address)
    row = db.session.query(Opinion).one()
    assert (row.up, row.words) == (False, "Too long")
    page = tab.get(address).text
    assert "One question" not in page
    assert "You said: not worth doing." in page


@pytest.mark.parametrize("partial", [False, True])
def test_without_a_vote_it_is_asked_again(db, tab, htmx, completed, address, partial):
    response = tab.post(f"{address}/opinion", data={"words": "Hm"}, headers=htmx if partial else {})
    assert response.status_code == 422
    assert ("<html" not in response.text) is partial
    assert "Choose one of the two." in response.text
    assert "Hm" in response.text
    assert db.session.query(Opinion).count() == 0


def test_an_opinion_as_a_fragment(tab, htmx, completed, address):
    response = tab.post(f"{address}/opinion", data={"vote": "up"}, headers=htmx)
    assert "<html" not in response.text
    assert "You said: worth doing." in response.text
    assert "Thank you" in response.headers["HX-Trigger"]


def test_who_has_not_completed_it_has_no_opinion(db, tab, member, challenge, address):
    handed_in(challenge, member)
    assert "One question" not in tab.get(address).text
    tab.post(f"{address}/opinion", data={"vote": "up"})
    assert db.session.query(Opinion).count() == 0
    with pytest.raises(operations.NotDone):
        operations.say_opinion(challenge, up=True, by=member)


def test_managers_alone_read_it_with_counts(sign_in_as, tab, manager, completed, address):
    tab.post(f"{address}/opinion", data={"vote": "up", "words": "Loved the coach"})
    for reason, words in (("no_time", "Ask me in May"), ("no_time", ""), (None, "")):
        operations.put_aside(
            completed, "not_for_me", by=MemberFactory(), reason=reason, words=words
        )
    operations.put_aside(completed, "later", by=MemberFactory())
    found = queries.heard(completed)
    assert (found.up, found.down, found.later, found.not_for_me) == (1, 0, 1, 3)
    assert found.reasons == {"no_time": 2}
    page = sign_in_as(manager).get(f"/console/challenges/{completed.id}").text
    for words in ("Loved the coach", "Ask me in May", "I have no time for it", "What members say"):
        assert words in page
    other = sign_in_as(MemberFactory()).get(address).text
    assert "Loved the coach" not in other
    assert "Ask me in May" not in other
