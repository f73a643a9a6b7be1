"""Work at a challenge: drafts, pictures, handing in and taking it back."""

import pytest

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Submission
from tests.challenges.helpers import a_challenge, a_picture, begun, every_kind, handed_in
from tests.pictures import picture_file


def content(db, step):
    return db.session.query(Submission).filter_by(step_id=step.id).one().content


# Drafts


def test_a_draft_is_saved(db, tab, member):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    response = tab.post(
        f"/challenges/{challenge.id}/steps/{step.id}/submission", data={f"step-{step.id}": "abc"}
    )
    assert response.status_code == 303
    assert content(db, step) == {"text": "abc"}
    assert ">abc<" in tab.get(f"/challenges/{challenge.id}").text.replace("\n", "")


def test_an_autosave_answers_with_a_quiet_word_for_its_own_place(db, tab, member, htmx):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    response = tab.post(address, data={f"step-{step.id}": "abc"}, headers=htmx)
    assert "<html" not in response.text
    assert "Saved" in response.text
    assert response.headers["HX-Retarget"] == f"#saved-{step.id}"
    assert response.headers["HX-Reswap"] == "outerHTML"
    assert content(db, step) == {"text": "abc"}


def test_the_page_swaps_nothing_unless_the_answer_asks_for_it(app, db, tab, member, htmx):
    """An autosave that meets the sign-in page must not replace what is being typed."""
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    page = tab.get(f"/challenges/{challenge.id}").text
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    wrapper = page.split(f'hx-post="{address}"')[1].split(">")[0]
    assert 'hx-swap="none"' in wrapper
    signed_out = app.test_client().post(address, data={}, headers=htmx)
    assert "HX-Reswap" not in signed_out.headers


def test_what_is_far_too_long_comes_back_with_what_was_typed(tab, member, htmx):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    novel = {f"step-{step.id}": "word " * 5000}
    plain = tab.post(address, data=novel)
    part = tab.post(address, data=novel, headers=htmx)
    assert (plain.status_code, part.status_code) == (422, 422)
    for response in (plain, part):
        assert "Shorten it" in response.text
    assert "word word word" in plain.text
    # The part leaves the field alone: somebody is typing in it.
    assert part.headers["HX-Retarget"] == f"#saved-{step.id}"
    assert "textarea" not in part.text


def test_nobody_saves_into_somebody_elses_attempt(db, stranger, member):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    for path in (f"steps/{step.id}/submission", "draft", "hand-in", "withdrawal"):
        assert stranger.post(f"/challenges/{challenge.id}/{path}").status_code == 404
    assert db.session.query(Submission).count() == 0


def test_a_step_of_another_challenge_is_not_found(tab, member):
    challenge, other = a_challenge(), a_challenge()
    begun(challenge, member)
    address = f"/challenges/{challenge.id}/steps/{other.steps[0].id}/submission"
    assert tab.post(address).status_code == 404


def test_save_draft_keeps_everything_on_the_page(db, tab, member, htmx):
    challenge, steps = every_kind()
    begun(challenge, member)
    data = {
        "step": [step.id for step in steps.values()],
        f"step-{steps['link'].id}": "done",
        f"step-{steps['answer'].id}": "abc",
        f"step-{steps['choice'].id}": "Green",
    }
    address = f"/challenges/{challenge.id}/draft"
    assert tab.post(address, data=data).location == f"/challenges/{challenge.id}"
    response = tab.post(address, data=data, headers=htmx)
    assert "<html" not in response.text
    assert "toast" in response.headers["HX-Trigger"]
    assert content(db, steps["link"]) == {"done": True}
    assert content(db, steps["answer"]) == {"text": "abc"}
    assert content(db, steps["choice"]) == {"options": ["Green"]}


def test_a_file_that_is_no_picture_is_refused_beside_its_step(tab, member, htmx):
    challenge, steps = every_kind()
    begun(challenge, member)
    step = steps["picture"]
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    for headers in ({}, htmx):
        data = {f"step-{step.id}": (a_picture().__class__(b"not a picture"), "x.png")}
        response = tab.post(address, data=data, headers=headers)
        assert response.status_code == 422
        assert "not a picture we can read" in response.text


def test_a_picture_on_which_nothing_is_to_be_seen_is_refused(tab, member, htmx):
    challenge, steps = every_kind()
    begun(challenge, member)
    step = steps["picture"]
    data = {f"step-{step.id}": (picture_file((1, 1)), "x.png")}
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    response = tab.post(address, data=data, headers=htmx)
    assert response.status_code == 422
    assert "This picture is 1 × 1 pixels. It needs 48 × 48 or more." in response.text


# Pictures


@pytest.fixture
def pictured(db, tab, member, htmx):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    step = steps["picture"]
    response = tab.post(
        f"/challenges/{challenge.id}/steps/{step.id}/submission",
        data={f"step-{step.id}": (a_picture(), "mine.png")},
        headers=htmx,
    )
    assert response.headers["HX-Retarget"] == f"#step-{step.id}"
    assert "<img" in response.text
    return attempt, db.session.query(Submission).filter_by(step_id=step.id).one()


def test_a_picture_is_private_to_its_member_until_it_is_handed_in(
    db, tab, stranger, manager, sign_in_as, pictured
):
    attempt, submission = pictured
    address = f"/challenges/submissions/{submission.id}/picture/full"
    response = tab.get(address)
    assert (response.status_code, response.mimetype) == (200, "image/webp")
    assert stranger.get(address).status_code == 404
    assert sign_in_as(manager).get(address).status_code == 404
    assert tab.get(f"/pictures/{submission.picture_id}/full").status_code == 404
    assert tab.get(address.replace("full", "huge")).status_code == 404
    attempt.handed_in_at = clock.now()
    db.session.flush()
    assert sign_in_as(manager).get(address).status_code == 200
    assert stranger.get(address).status_code == 404


def test_a_picture_is_replaced_and_its_address_with_it(db, tab, pictured):
    attempt, submission = pictured
    first = submission.picture_id
    tab.post(
        f"/challenges/{attempt.challenge_id}/steps/{submission.step_id}/submission",
        data={f"step-{submission.step_id}": (a_picture("red"), "other.png")},
    )
    page = tab.get(f"/challenges/{attempt.challenge_id}").text
    assert submission.picture_id != first
    assert f"v={submission.picture_id}" in page


# Handing in


def test_hand_in_saves_and_hands_over(db, tab, member):
    challenge = a_challenge()
    step = challenge.steps[0]
    attempt = begun(challenge, member)
    data = {"step": step.id, f"step-{step.id}": "Well thought out"}
    response = tab.post(f"/challenges/{challenge.id}/hand-in", data=data)
    assert (response.status_code, response.location) == (303, f"/challenges/{challenge.id}")
    assert attempt.state == "waiting"
    assert content(db, step) == {"text": "Well thought out"}


def test_hand_in_as_a_fragment(tab, member, htmx):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    data = {"step": step.id, f"step-{step.id}": "Well thought out"}
    response = tab.post(f"/challenges/{challenge.id}/hand-in", data=data, headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "With the reviewer" in response.text


@pytest.mark.parametrize("partial", [False, True])
def test_what_is_not_complete_is_kept_and_marked(db, tab, member, htmx, partial):
    challenge, steps = every_kind()
    attempt = begun(challenge, member)
    data = {
        "step": [step.id for step in steps.values()],
        f"step-{steps['answer'].id}": "abc",
        f"step-{steps['choice'].id}": "Green",
    }
    response = tab.post(
        f"/challenges/{challenge.id}/hand-in", data=data, headers=htmx if partial else {}
    )
    assert response.status_code == 422
    assert ("<html" not in response.text) is partial
    assert "3 steps still need you" in response.text
    assert "2 characters are still missing" in response.text
    assert "Add a picture." in response.text
    assert content(db, steps["answer"]) == {"text": "abc"}
    assert content(db, steps["choice"]) == {"options": ["Green"]}
    assert attempt.state == "in_progress"


def test_handing_in_twice_says_so(tab, member, htmx):
    challenge = a_challenge()
    handed_in(challenge, member)
    response = tab.post(f"/challenges/{challenge.id}/hand-in", headers=htmx)
    assert response.status_code == 409
    assert "handed this in already" in response.text


# Taking it back


def test_withdraw(tab, member, htmx):
    challenge = a_challenge()
    attempt = handed_in(challenge, member)
    address = f"/challenges/{challenge.id}/withdrawal"
    assert tab.post(address).status_code == 303
    assert attempt.state == "in_progress"
    assert tab.post(address, headers=htmx).status_code == 409
    operations.hand_in(attempt, by=member)
    response = tab.post(address, headers=htmx)
    assert "<html" not in response.text
    assert 'id="work"' in response.text
