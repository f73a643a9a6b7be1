"""The console's list and editor of challenges."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from hub import clock
from hub.challenges.models import Challenge, Step
from tests.challenges.helpers import a_challenge, a_picture, begun, handed_in
from tests.factories import ActKindFactory, BadgeFactory, ChallengeFactory, MemberFactory
from tests.kept import kept_picture
from tests.queries import count_queries


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",), timezone="America/New_York")


@pytest.fixture
def tab(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def advocate(db, sign_in_as):
    return sign_in_as(MemberFactory())


GOOD = {
    "title": "Tell us a story",
    "summary": "Be heard",
    "description": "",
    "kind": "testimonial",
    "audience_id": "0",
    "space_id": "0",
    "points": "120",
    "minutes": "15",
    "closes_at": "",
    "badge_id": "0",
    "act_kind_id": "0",
    "steps-0-kind": "answer",
    "steps-0-title": "Your story",
    "steps-0-min_length": "10",
    "steps-0-multiline": "y",
    "steps-1-kind": "choice",
    "steps-1-title": "How did it go?",
    "steps-1-options": "Well\n\n  Very well \n",
    "steps-2-kind": "link",
    "steps-2-title": "Read it",
    "steps-2-url": "https://guide.example/a",
    "steps-3-kind": "picture",
    "steps-3-title": "Show it",
    "action": "save",
}


def the_one(db):
    return db.session.query(Challenge).one()


def test_create_a_draft(db, tab, manager):
    badge, kind = BadgeFactory(), ActKindFactory()
    data = {**GOOD, "badge_id": badge.id, "act_kind_id": kind.id}
    response = tab.post("/console/challenges", data=data)
    challenge = the_one(db)
    assert (response.status_code, response.location) == (303, f"/console/challenges/{challenge.id}")
    assert (challenge.state, challenge.points, challenge.created_by_id) == (
        "draft",
        120,
        manager.id,
    )
    assert (challenge.badge_id, challenge.act_kind_id) == (badge.id, kind.id)
    assert [(s.kind, s.settings) for s in challenge.steps] == [
        ("answer", {"min_length": 10, "max_length": None, "multiline": True}),
        ("choice", {"options": ["Well", "Very well"], "multiple": False}),
        ("link", {"url": "https://guide.example/a", "link_text": ""}),
        ("picture", {}),
    ]


def test_create_and_publish_as_a_fragment(db, tab, htmx):
    response = tab.post("/console/challenges", data={**GOOD, "action": "publish"}, headers=htmx)
    challenge = the_one(db)
    assert challenge.state == "open"
    assert "<html" not in response.text
    assert response.headers["HX-Push-Url"] == f"/console/challenges/{challenge.id}"
    assert "Published" in response.headers["HX-Trigger"]


@pytest.mark.parametrize("partial", [False, True])
def test_what_is_wrong_is_marked_and_what_was_typed_is_kept(db, tab, htmx, partial):
    data = {
        **GOOD,
        "title": "",
        "summary": "Typed by hand",
        "points": "many",
        "steps-1-options": "Only one",
        "steps-2-url": "javascript:alert(1)",
        "steps-0-max_length": "3",
    }
    response = tab.post("/console/challenges", data=data, headers=htmx if partial else {})
    assert response.status_code == 422
    assert ("<html" not in response.text) is partial
    for words in (
        "Give it a title.",
        "Typed by hand",
        'value="many"',
        "Write at least two options",
        "Only one",
        "starts with https://",
        "javascript:alert(1)",
        "must not be shorter",
    ):
        assert words in response.text
    assert db.session.query(Challenge).count() == 0


def test_a_rating_rule_is_refused_with_its_reason(db, tab):
    data = {**GOOD, "kind": "review", "summary": "Give us five stars"}
    response = tab.post("/console/challenges", data=data)
    assert response.status_code == 422
    assert "never depends on what a review says" in response.text
    assert "Give us five stars</textarea>" in response.text


def test_publishing_without_steps_is_refused_and_keeps_the_form(db, tab):
    data = {k: v for k, v in GOOD.items() if not k.startswith("steps-")}
    response = tab.post("/console/challenges", data={**data, "action": "publish"})
    assert response.status_code == 422
    assert "Add at least one step" in response.text
    assert db.session.query(Challenge).count() == 0


@pytest.mark.parametrize(
    ("action", "titles"),
    [
        ("down:0", ["How did it go?", "Your story", "Read it", "Show it"]),
        ("up:3", ["Your story", "How did it go?", "Show it", "Read it"]),
        ("up:0", ["Your story", "How did it go?", "Read it", "Show it"]),
        ("remove:1", ["Your story", "Read it", "Show it"]),
        ("add:choice", ["Your story", "How did it go?", "Read it", "Show it", ""]),
        ("add:nonsense", ["Your story", "How did it go?", "Read it", "Show it"]),
        ("remove:99", ["Your story", "How did it go?", "Read it", "Show it"]),
    ],
)
def test_steps_move_without_script_and_nothing_is_saved(db, tab, action, titles):
    data = {**GOOD, "points": "not yet", "action": action}
    response = tab.post("/console/challenges", data=data)
    assert response.status_code == 200
    assert 'value="not yet"' in response.text
    shown = re.findall(r'<textarea[^>]* name="steps-\d+-title"[^>]*>\s*([^<]*)', response.text)
    assert shown == titles
    assert db.session.query(Challenge).count() == 0


def test_forty_steps_fit_and_one_more_is_refused_with_everything_kept(db, tab):
    steps = {f"steps-{n}-{k}": v for n in range(41) for k, v in (("kind", "picture"), ("title", n))}
    refused = tab.post("/console/challenges", data={**GOOD, **steps})
    assert refused.status_code == 422
    assert "at most 40 steps" in refused.text
    assert 'name="steps-40-title"' in refused.text
    assert tab.post("/console/challenges", data={**GOOD, "steps-0-kind": "x"}).status_code == 400
    assert db.session.query(Challenge).count() == 0


def test_the_editor_saves_what_it_shows(db, tab):
    tab.post("/console/challenges", data=GOOD)
    challenge = the_one(db)
    ids = [step.id for step in challenge.steps]
    page = tab.get(f"/console/challenges/{challenge.id}").text
    assert "Tell us a story" in page
    data = {**GOOD, "title": "Another story", "steps-0-title": "Your whole story"}
    data.update({f"steps-{place}-id": id for place, id in enumerate(ids)})
    response = tab.post(f"/console/challenges/{challenge.id}", data=data)
    assert response.status_code == 303
    assert challenge.title == "Another story"
    assert [step.id for step in challenge.steps] == ids
    assert challenge.steps[0].title == "Your whole story"


def test_a_sentence_has_room_to_grow_and_stays_one_line(db, tab):
    data = {**GOOD, "summary": "Be heard,\r\n  by everyone", "steps-0-help": " A\nword "}
    tab.post("/console/challenges", data=data)
    challenge = the_one(db)
    assert (challenge.summary, challenge.steps[0].help) == ("Be heard, by everyone", "A word")
    page = tab.get(f"/console/challenges/{challenge.id}").text
    for name in ("summary", "steps-0-title", "steps-0-help"):
        assert re.search(rf'<textarea[^>]* name="{name}"[^>]* rows="2"', page), name


def test_a_step_of_another_challenge_is_not_touched(db, tab):
    other = a_challenge()
    challenge = a_challenge()
    theirs = other.steps[0]
    data = {**GOOD, "steps-0-id": theirs.id}
    tab.post(f"/console/challenges/{challenge.id}", data=data)
    assert theirs.challenge_id == other.id
    assert theirs.title == "What do you think?"


def test_closing_times_are_entered_in_the_managers_zone(db, tab):
    response = tab.post("/console/challenges", data={**GOOD, "closes_at": "2036-07-01T18:30"})
    assert response.status_code == 303
    challenge = the_one(db)
    assert challenge.closes_at == datetime(2036, 7, 1, 22, 30, tzinfo=UTC)
    page = tab.get(f"/console/challenges/{challenge.id}").text
    assert "2036-07-01T18:30" in page
    assert "America/New_York" in page


def test_a_closing_time_in_the_past_is_refused_unless_it_was_there(db, tab):
    response = tab.post("/console/challenges", data={**GOOD, "closes_at": "2001-07-01T18:30"})
    assert response.status_code == 422
    assert "This time has passed" in response.text
    past = a_challenge(closes_at=datetime(2001, 7, 1, 22, 30, tzinfo=UTC))
    data = {**GOOD, "closes_at": "2001-07-01T18:30"}
    assert tab.post(f"/console/challenges/{past.id}", data=data).status_code == 303


def test_a_picture_survives_a_form_with_errors(db, tab):
    data = {**GOOD, "title": "", "picture": (a_picture(), "cover.png")}
    response = tab.post("/console/challenges", data=data)
    assert response.status_code == 422
    kept = kept_picture(response)
    tab.post("/console/challenges", data={**GOOD, "picture": kept})
    challenge = the_one(db)
    assert challenge.picture.url("card") in response.text
    assert tab.get(challenge.picture.url("card")).status_code == 200
    moved = {**GOOD, "action": "down:0", "picture": (a_picture(), "cover.png")}
    assert kept_picture(tab.post("/console/challenges", data=moved)) != kept
    kept = kept_picture(tab.get(f"/console/challenges/{challenge.id}"))
    data = {**GOOD, "picture": kept, "picture_removed": "y"}
    tab.post(f"/console/challenges/{challenge.id}", data=data)
    assert challenge.picture_id is None


def test_a_file_that_is_no_picture_is_refused(db, tab):
    data = {**GOOD, "picture": (a_picture().__class__(b"nothing"), "cover.png")}
    response = tab.post("/console/challenges", data=data)
    assert response.status_code == 422
    assert "not a picture we can read" in response.text


def test_the_list_counts(db, tab):
    challenge = a_challenge(title="Busy")
    ChallengeFactory(title="Quiet", published_at=None)
    begun(challenge, MemberFactory())
    handed_in(challenge, MemberFactory())
    page = tab.get("/console/challenges").text
    assert f"/console/reviews?challenge={challenge.id}" in page
    assert "Quiet" in page
    assert "Quiet" not in tab.get("/console/challenges?state=open").text
    assert "Busy" not in tab.get("/console/challenges?state=draft").text
    assert "Nothing like that" in tab.get("/console/challenges?q=zebra").text


def test_a_longer_list_takes_no_more_queries(db, tab):
    def fill(number):
        for _ in range(number):
            handed_in(a_challenge(), MemberFactory())
        db.session.expire_all()

    fill(3)
    few = count_queries(lambda: tab.get("/console/challenges"))
    fill(17)
    assert count_queries(lambda: tab.get("/console/challenges")) == few


def test_publish_close_reopen_and_copy(db, tab, htmx):
    challenge = a_challenge(published_at=None)
    address = f"/console/challenges/{challenge.id}"
    for noun, state in (("publication", "open"), ("closure", "closed"), ("reopening", "open")):
        response = tab.post(f"{address}/{noun}")
        assert (response.status_code, response.location) == (303, address)
        assert challenge.state == state
        assert tab.post(f"{address}/{noun}", headers=htmx).status_code == 409
    response = tab.post(f"{address}/closure", headers=htmx)
    assert "<html" not in response.text
    assert "Closed" in response.headers["HX-Trigger"]
    copied = tab.post(f"{address}/copies")
    copy = db.session.query(Challenge).filter(Challenge.title.startswith("Copy of")).one()
    assert copied.location == f"/console/challenges/{copy.id}"
    part = tab.post(f"{address}/copies", headers=htmx)
    assert "<html" not in part.text


def test_the_preview_shows_a_draft_as_a_member_sees_it(tab):
    challenge = a_challenge(title="Soon", published_at=None, closes_at=clock.now() + timedelta(9))
    page = tab.get(f"/console/challenges/{challenge.id}/preview").text
    assert "Preview" in page
    assert "What do you think?" in page
    assert f"/challenges/{challenge.id}/attempt" not in page


def test_a_retired_step_stays_readable_where_it_was_worked_at(db, tab, sign_in_as):
    challenge, member = a_challenge(), MemberFactory()
    handed_in(challenge, member, text="My words")
    tab.post(f"/console/challenges/{challenge.id}", data=GOOD)
    assert db.session.query(Step).filter(Step.retired_at.is_not(None)).count() == 1
    assert "My words" in sign_in_as(member).get(f"/challenges/{challenge.id}").text


def test_only_managers_come_in(tab, advocate):
    challenge = a_challenge()
    address = f"/console/challenges/{challenge.id}"
    for path in ("/console/challenges", "/console/challenges/new", address, f"{address}/preview"):
        assert advocate.get(path).status_code == 403
        assert tab.get(path).status_code == 200
    for path in ("/console/challenges", address):
        assert advocate.post(path, data=GOOD).status_code == 403
    for noun in ("publication", "closure", "reopening", "copies"):
        assert advocate.post(f"{address}/{noun}").status_code == 403
        assert tab.post(f"/console/challenges/999999/{noun}").status_code == 404
    assert tab.get("/console/challenges/999999").status_code == 404
