"""Saved phrases: kept by managers, put into a message by one press."""

import pytest

from hub.challenges.models import Phrase
from hub.db import db as hub_db
from tests.challenges.helpers import a_challenge, handed_in

ALL = "/console/reviews/phrases"
TYPED = {"decision": "returned", "title": "Number", "words": "Can you add a number?"}


@pytest.fixture
def tab(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def phrase(db):
    phrase = Phrase(**TYPED)
    hub_db.session.add(phrase)
    hub_db.session.flush()
    return phrase


def test_added_changed_retired_and_reinstated(tab, htmx):
    assert "No phrases yet" in tab.get(ALL).text
    assert tab.post(f"{ALL}/new", data=TYPED).location == ALL
    phrase = hub_db.session.query(Phrase).one()
    address = f"{ALL}/{phrase.id}"
    assert "Can you add a number?" in tab.get(address).text
    assert tab.post(address, data=TYPED | {"title": "One number"}).location == ALL
    assert "One number" in tab.get(ALL).text
    for _twice in range(2):
        assert tab.post(f"{address}/retirement").location == ALL
    assert "Retired" in tab.get(ALL).text
    row = tab.post(f"{address}/reinstatement", headers=htmx)
    assert "<html" not in row.text
    assert f'id="phrase-{phrase.id}"' in row.text
    assert phrase.retired_at is None


@pytest.mark.parametrize("missing", ["title", "words", "decision"])
def test_refused_as_it_was_typed(tab, phrase, missing):
    for address in (f"{ALL}/new", f"{ALL}/{phrase.id}"):
        refused = tab.post(address, data=TYPED | {missing: " "})
        assert refused.status_code == 422
        assert (TYPED["words"] in refused.text) is (missing != "words")


def test_the_second_to_save_is_told(tab, phrase):
    page = tab.get(f"{ALL}/{phrase.id}").text
    edition = page.split('name="edition"')[1].split('value="')[1].split('"')[0]
    tab.post(f"{ALL}/{phrase.id}", data=TYPED | {"title": "First"})
    late = tab.post(f"{ALL}/{phrase.id}", data=TYPED | {"title": "Late", "edition": edition})
    assert late.status_code == 422
    assert phrase.title == "First"


def test_only_managers(stranger, phrase):
    assert stranger.get(ALL).status_code == 403
    for noun in ("", "/retirement", "/reinstatement"):
        assert stranger.post(f"{ALL}/{phrase.id}{noun}", data=TYPED).status_code == 403
    assert stranger.post(f"{ALL}/new", data=TYPED).status_code == 403


class TestPutIn:
    @pytest.fixture
    def attempt(self, member):
        return handed_in(a_challenge(), member)

    def test_one_press_adds_it_to_what_is_typed(self, tab, phrase, attempt, htmx):
        page = tab.get(f"/console/reviews/{attempt.id}").text
        assert "When you return" in page
        assert "When you reject" not in page
        address = f"/console/reviews/{attempt.id}/words"
        data = {"phrase": phrase.id, "message": "Dear Mira,", "seen": "x"}
        for headers in (htmx, {}):
            answer = tab.post(address, data=data, headers=headers)
            assert answer.status_code == 200
            assert "Dear Mira,\n\nCan you add a number?" in answer.text.replace("\r", "")
            assert 'value="x"' in answer.text
            assert 'data-guard="unsaved"' in answer.text
        assert attempt.state == "waiting"

    def test_once_is_enough_and_what_is_retired_is_not_offered(self, tab, phrase, attempt):
        address = f"/console/reviews/{attempt.id}/words"
        said = {"phrase": phrase.id, "message": phrase.words}
        assert f"{phrase.words}\n\n" not in tab.post(address, data=said).text
        tab.post(f"{ALL}/{phrase.id}/retirement")
        answer = tab.post(address, data={"phrase": phrase.id, "message": "Hm."})
        assert phrase.words not in answer.text
        assert tab.post(address, data={"phrase": "nonsense"}).status_code == 200

    def test_strangers(self, stranger, phrase, attempt):
        address = f"/console/reviews/{attempt.id}/words"
        assert stranger.post(address, data={"phrase": phrase.id}).status_code == 403
