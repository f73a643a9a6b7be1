"""A secret code: compared as it sounds, guessed at ten times an hour at most, never shown."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import clock
from hub.challenges import operations
from hub.challenges.models import CodeTry
from hub.challenges.steps.code import sounded
from tests.challenges.steps.helpers import a_step, missing, path_of, under_way


@given(st.text(max_size=30))
def test_case_spaces_and_accents_make_no_difference(text):
    code = sounded(text)
    assert sounded(f" {text} ") == code
    assert sounded(code) == code
    assert not any(sign.isspace() for sign in code)


@pytest.mark.parametrize("typed", ["blaue möwe", "BLAUE MOWE", " blauemöwe ", "Gull", "gu ll"])
def test_any_of_the_codes_counts(reader, db, member, typed):
    step = a_step("code")
    attempt = under_way(step, member)
    assert operations.try_code(attempt, step, typed, by=member) is None
    operations.hand_in(attempt, by=member)
    assert attempt.state == "waiting"


def test_ten_wrong_ones_in_an_hour_and_then_a_time(reader, db, member):
    step = a_step("code")
    attempt = under_way(step, member)
    start = clock.now()
    for minute in range(10):
        with clock.travel(start + timedelta(minutes=minute)):
            assert operations.try_code(attempt, step, "owl", by=member)
    for minute in (10, 59):
        with (
            clock.travel(start + timedelta(minutes=minute)),
            pytest.raises(operations.TooManyCodes, match="You can try again at"),
        ):
            operations.try_code(attempt, step, "gull", by=member)
    assert db.session.query(CodeTry).count() == 10
    with clock.travel(start + timedelta(minutes=61)):
        assert operations.try_code(attempt, step, "gull", by=member) is None
        assert operations.try_code(attempt, step, "owl", by=member) is None


def test_the_page_says_right_or_wrong_and_never_the_code(db, tab, member, htmx):
    step = a_step("code")
    under_way(step, member)
    address, field = path_of(step, "tries"), f"step-{step.id}"
    pages = [tab.get(f"/challenges/{step.challenge_id}").text]
    for headers in ({}, htmx):
        wrong = tab.post(address, data={"step": step.id, field: "<b>owl</b>"}, headers=headers)
        assert wrong.status_code == 422
        assert "This is not one of the codes." in wrong.text
        assert "&lt;b&gt;owl" in wrong.text
        pages.append(wrong.text)
    assert db.session.query(CodeTry).count() == 2
    assert tab.post(address, data={"step": step.id, field: "möwe BLAUE"}).status_code == 422
    right = tab.post(address, data={"step": step.id, field: "Blaue Mowe"}, headers=htmx)
    assert right.status_code == 200
    assert "The code was right." in right.text
    assert "1 of 1" in right.text
    pages.append(tab.get(f"/challenges/{step.challenge_id}").text)
    for page in [*pages, right.text]:
        assert "Blaue" not in page
        assert "gull" not in page


def test_a_code_that_is_typed_and_handed_in_at_once_is_tried(db, tab, member):
    step = a_step("code")
    attempt = under_way(step, member)
    address = f"/challenges/{step.challenge_id}/hand-in"
    refused = tab.post(address, data={"step": step.id, f"step-{step.id}": "owl"})
    assert refused.status_code == 422
    assert "This is not one of the codes." in refused.text
    assert tab.post(address, data={"step": step.id}).status_code == 422
    assert tab.post(address, data={"step": step.id, f"step-{step.id}": "gull"}).status_code == 303
    db.session.refresh(attempt)
    assert attempt.state == "waiting"


def test_a_draft_keeps_no_code(db, tab, member, reader):
    step = a_step("code")
    attempt = under_way(step, member)
    draft = f"/challenges/{step.challenge_id}/draft"
    tab.post(draft, data={"step": step.id, f"step-{step.id}": "gull"})
    assert attempt.submissions == []
    assert "Type the code" in missing(step, None)
