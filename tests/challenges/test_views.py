"""Members' pages: the list, one challenge, and the work at it."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt, Submission
from tests.challenges.helpers import a_challenge, a_picture, begun, every_kind, handed_in
from tests.factories import BadgeFactory, ChallengeFactory, MemberFactory, PositionFactory
from tests.pictures import picture_file
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def tab(member, sign_in_as):
    return sign_in_as(member)


@pytest.fixture
def stranger(db, sign_in_as):
    return sign_in_as(MemberFactory())


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


def attempts(db):
    return db.session.query(Attempt)


def content(db, step):
    return db.session.query(Submission).filter_by(step_id=step.id).one().content


def a_former_member():
    member = MemberFactory(company=False)
    PositionFactory(member=member, ended_on=clock.today())
    return member


# The list


def test_the_list_has_what_was_begun_first_and_what_was_returned_on_top(tab, member, manager):
    fresh, begun_one, returned, decided = (
        a_challenge(title=title) for title in ("Fresh one", "Begun one", "Back one", "Past one")
    )
    begun(begun_one, member)
    operations.send_back(handed_in(returned, member), "Please.", by=manager)
    operations.approve(handed_in(decided, member), by=manager)
    page = tab.get("/challenges").text
    places = [page.index(c.title) for c in (returned, begun_one, fresh, decided)]
    assert places == sorted(places)
    assert "Needs another look" in page


def test_the_list_leaves_out_what_a_member_may_not_see(tab, sign_in_as):
    ChallengeFactory(title="A draft", published_at=None)
    ChallengeFactory(title="A closed one", closed_at=clock.now())
    ChallengeFactory(title="For those who left", audience="alumni")
    page = tab.get("/challenges").text
    assert "A draft" not in page
    assert "A closed one" not in page
    assert "For those who left" not in page
    assert "For those who left" in sign_in_as(a_former_member()).get("/challenges").text


def test_the_list_is_filtered_by_kind_and_title(tab, member):
    begun(a_challenge(title="Speak 100%", kind="webinar"), member)
    a_challenge(title="Speak up", kind="idea")
    page = tab.get("/challenges?q=SPEAK").text
    assert "Speak 100%" in page
    assert "Speak up" in page
    assert "Speak 100%" not in tab.get("/challenges?kind=idea").text
    assert "Speak up" not in tab.get("/challenges?q=100%25").text
    assert "Nothing like that right now" in tab.get("/challenges?q=zebra").text


def test_what_is_in_progress_may_be_all_that_fits(tab, member):
    begun(a_challenge(title="Speak at a meet-up"), member)
    page = tab.get("/challenges?q=speak").text
    assert "Speak at a meet-up" in page
    assert "Nothing like that right now" not in page


@pytest.mark.parametrize("typed", ["meetup", "Meet-up", "meet-u"])
def test_a_hyphen_more_or_less_is_forgiven(tab, typed):
    a_challenge(title="Speak at a meet-up")
    a_challenge(title="Host a meetup")
    page = tab.get(f"/challenges?q={typed}").text
    assert "Speak at a meet-up" in page
    assert "Host a meetup" in page


def test_the_list_goes_on_over_pages(tab):
    for number in range(30):
        a_challenge(title=f"Number {number:02}")
    first = tab.get("/challenges").text
    assert first.count('id="challenge-') == 24
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert tab.get(following.replace("&amp;", "&")).text.count('id="challenge-') == 6


def test_the_list_as_a_fragment(tab, htmx):
    a_challenge()
    page = tab.get("/challenges", headers=htmx).text
    assert "<html" not in page
    assert 'id="open"' in page


def test_a_longer_list_takes_no_more_queries(db, tab, member, manager):
    def fill(number):
        for _ in range(number):
            a_challenge()
            begun(a_challenge(), member)
            operations.approve(handed_in(a_challenge(), member), by=manager)
        db.session.expire_all()

    fill(3)
    few = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/done")]
    fill(17)
    many = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/done")]
    assert few == many


def test_what_was_done_has_a_page_of_its_own(tab, member, manager):
    assert "Nothing here yet" in tab.get("/challenges/done").text
    challenge = a_challenge(title="Well done")
    operations.approve(handed_in(challenge, member), by=manager)
    page = tab.get("/challenges/done").text
    assert "Well done" in page
    assert "handed in just now" in page


# One challenge


def test_a_page_says_what_it_is_and_what_it_earns(tab):
    challenge = a_challenge(
        description="Some **words**.", points=1234, badge=BadgeFactory(name="Storyteller")
    )
    page = tab.get(f"/challenges/{challenge.id}").text
    for words in ("<strong>words</strong>", "1,234", "Storyteller", "What do you think?", "Start"):
        assert words in page


def test_reviews_show_the_disclosure_line(tab):
    assert "Say where you stand" in tab.get(f"/challenges/{a_challenge(kind='review').id}").text
    assert "Say where you stand" not in tab.get(f"/challenges/{a_challenge().id}").text


@pytest.mark.parametrize(
    "values",
    [
        {"published_at": None},
        {"closed_at": clock.now()},
        {"closes_at": clock.now() - timedelta(days=1)},
        {"audience": "alumni"},
    ],
)
def test_what_a_member_may_not_see_is_not_there(tab, values):
    challenge = a_challenge(**values)
    assert tab.get(f"/challenges/{challenge.id}").status_code == 404
    assert tab.post(f"/challenges/{challenge.id}/attempt").status_code == 404


def test_what_was_begun_stays_readable_after_the_close(tab, member):
    challenge = a_challenge()
    attempt = begun(challenge, member)
    operations.save_draft(
        attempt, challenge.steps[0], by=member, content={"text": "Half a thought"}
    )
    challenge.closed_at = clock.now()
    page = tab.get(f"/challenges/{challenge.id}").text
    assert "This challenge has closed" in page
    assert "Half a thought" in page
    assert "Hand in" not in page


def test_a_decision_and_its_message_are_shown(tab, member, manager):
    challenge = a_challenge(points=70)
    attempt = handed_in(challenge, member)
    address = f"/challenges/{challenge.id}"
    assert "With the reviewer" in tab.get(address).text
    operations.send_back(attempt, "Which *one*?", by=manager)
    returned = tab.get(address).text
    assert "Which <em>one</em>?" in returned
    assert "Hand in" in returned
    operations.hand_in(attempt, by=member)
    operations.approve(attempt, "Thank you!", by=manager)
    approved = tab.get(address).text
    assert "You earned 70 points" in approved
    assert "Thank you!" in approved
    assert "What was said before" in approved


def test_a_rejection_says_why(tab, member, manager):
    challenge = a_challenge()
    operations.reject(handed_in(challenge, member), "It is an advertisement.", by=manager)
    page = tab.get(f"/challenges/{challenge.id}").text
    assert "not accepted" in page
    assert "It is an advertisement." in page


# Starting


def test_start(db, tab, member):
    challenge = a_challenge()
    for _ in range(2):
        response = tab.post(f"/challenges/{challenge.id}/attempt")
        assert response.status_code == 303
        assert response.location == f"/challenges/{challenge.id}#steps"
    assert attempts(db).filter_by(member_id=member.id).count() == 1


def test_start_as_a_fragment(tab, htmx):
    challenge = a_challenge()
    response = tab.post(f"/challenges/{challenge.id}/attempt", headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="work"' in response.text


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


def test_everything_here_asks_for_a_sign_in(client):
    challenge = a_challenge()
    for path in ("/challenges", "/challenges/done", f"/challenges/{challenge.id}"):
        assert "/sign-in" in client.get(path).location
