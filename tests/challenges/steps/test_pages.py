"""The pages of every kind: the editor, the member's side, and what is typed shown as text."""

import re

import pytest

from hub.challenges import operations
from hub.challenges.models import Challenge, digest
from hub.challenges.operations import ChallengePlan, Seen, StepPlan
from hub.challenges.steps import KINDS
from tests.challenges.steps.helpers import QUIZ, SOUND, a_step, give, path_of, under_way
from tests.challenges.test_manage import GOOD
from tests.factories import ChallengeFactory, MemberFactory, StepFactory
from tests.queries import count_queries

HTML = "<script>alert('x')</script><b>bold</b>"
# Settings of which every word is markup.
MARKED = {
    "link": {"link_text": HTML},
    "choice": {"options": [HTML, "b"]},
    "rating": {"low_text": HTML, "high_text": HTML},
    "quiz": {"questions": [{"text": HTML, "options": [HTML, "b"], "right": [0]}]},
    "proof": {"link_text": HTML},
    "review_site": {"site": HTML},
    "share": {"text": HTML},
    "code": {"codes": [HTML]},
    "consent": {"text": HTML, "uses": [HTML]},
}


@pytest.fixture
def console(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def every_step(marked=False):
    challenge = ChallengeFactory()
    for place, kind in enumerate(KINDS):
        own = {**SOUND[kind], **(MARKED.get(kind, {}) if marked else {})}
        words = HTML if marked else f"Do the {kind}"
        StepFactory(
            challenge=challenge, place=place, kind=kind, title=words, help=words, settings=own
        )
    return challenge


def is_text(page):
    return "<script>alert" not in page and "<b>bold" not in page


def test_the_editor_adds_and_saves_every_kind(db, console):
    opened = console.get("/console/challenges/new").text
    for kind in KINDS:
        assert f'value="add:{kind}"' in opened
        added = console.post("/console/challenges", data={**GOOD, "action": f"add:{kind}"})
        assert added.status_code == 200
        assert 'name="steps-4-title"' in added.text
    challenge = every_step()
    page = console.get(f"/console/challenges/{challenge.id}").text
    # What the form shows is sent back as a browser would.
    sent = dict(re.findall(r'<input[^>]* name="(steps-\d+-\w+)"[^>]* value="([^"]*)"', page))
    areas = re.findall(r'<textarea[^>]* name="(steps-\d+-\w+)"[^>]*>\r?\n([^<]*)</textarea>', page)
    picks = re.findall(
        r'<select[^>]* name="(steps-\d+-\w+)".*?<option selected value="([^"]*)"', page, re.DOTALL
    )
    checked = re.findall(r'<input checked[^>]* name="(steps-\d+-\w+)"', page)
    words = {**sent, **dict(areas), **dict(picks)}
    for name in re.findall(r'<input[^>]*name="(steps-\d+-\w+)"[^>]*type="checkbox"', page):
        words.pop(name, None)
    words.update(dict.fromkeys(checked, "y"))
    data = {name: value for name, value in GOOD.items() if not name.startswith("steps-")}
    saved = console.post(f"/console/challenges/{challenge.id}", data={**data, **words})
    assert saved.status_code == 303, re.findall(r'href="#steps[^<]*</a>[^<]*', saved.text)
    kept = {step.kind: step.settings for step in db.session.get(Challenge, challenge.id).steps}
    assert kept == SOUND


@pytest.mark.parametrize("partial", [False, True])
def test_what_is_wrong_at_a_step_is_marked_there(db, console, htmx, partial):
    data = {
        **GOOD, "steps-0-kind": "quiz", "steps-0-questions": "Which?\n- a\n- <b>b</b>",
        "steps-0-pass_percent": "0", "steps-1-kind": "code", "steps-1-codes": "",
    }  # fmt: skip
    response = console.post("/console/challenges", data=data, headers=htmx if partial else {})
    assert response.status_code == 422
    for words in ("Question 1 has no right answer.", "Write at least one code", "&lt;b&gt;b"):
        assert words in response.text
    assert db.session.query(Challenge).count() == 0


def test_words_of_managers_and_members_are_shown_as_text(db, tab, member, console, manager):
    challenge = every_step(marked=True)
    attempt = operations.start(challenge, by=member)
    steps = {step.kind: step for step in challenge.steps}
    for kind, content in {
        "answer": {"text": HTML}, "share": {"link": HTML}, "proof": {"link": HTML},
        "review_site": {"link": HTML}, "consent": {"agreed": True}, "quiz": {"answers": [[0]]},
        "choice": {"options": [HTML]}, "rating": {"rating": 3}, "link": {"done": True},
    }.items():  # fmt: skip
        operations.save_draft(attempt, steps[kind], by=member, content=content)
    operations.check_answers(attempt, steps["quiz"], by=member)
    operations.complete_elsewhere(steps["elsewhere"], member, HTML, manager)
    page = tab.get(f"/challenges/{challenge.id}").text
    assert is_text(page)
    assert page.count("&lt;b&gt;bold") > 20
    assert is_text(console.get(f"/console/challenges/{challenge.id}").text)
    assert is_text(console.get(f"/console/challenges/{challenge.id}/preview").text)
    assert is_text(console.get(f"/console/attempts/{attempt.id}/completions").text)
    attempt.handed_in_at = attempt.due_at = attempt.started_at
    attempt.state = "waiting"
    for seen in (
        tab.get(f"/challenges/{challenge.id}").text,
        console.get(f"/console/reviews/{attempt.id}").text,
    ):
        assert is_text(seen)
        assert "&lt;b&gt;bold" in seen


def test_every_kind_says_what_is_missing_beside_its_step(db, tab, member, htmx):
    challenge = every_step()
    operations.start(challenge, by=member)
    data = {"step": [step.id for step in challenge.steps]}
    refused = tab.post(f"/challenges/{challenge.id}/hand-in", data=data, headers=htmx)
    assert refused.status_code == 422
    assert f"{len(KINDS)} steps still need you." in refused.text
    for step in challenge.steps:
        assert f'id="step-{step.id}-field' in refused.text, step.kind


@pytest.mark.parametrize(
    ("kind", "old", "new", "late"),
    [
        ("rating", {"rating": 1}, {"rating": 5}, {"rating": 2}),
        ("quiz", {"answers": [[0], []]}, {"answers": [[1], [0]]}, {"answers": [[2], [1]]}),
        ("proof", {"link": "a.example"}, {"link": "b.example"}, {"link": "c.example"}),
    ],
)
def test_two_windows_do_not_overwrite_each_other(reader, db, member, kind, old, new, late):
    step = a_step(kind)
    first = give(step, member, **old).content
    attempt = under_way(step, member)

    def save(content, page):
        seen = Seen(page=page, turn=None, digests={digest(first)})
        return operations.save_draft(attempt, step, by=member, content=content, seen=seen)

    kept = save(new, "a" * 16).content
    with pytest.raises(operations.ChangedElsewhere):
        save(late, "b" * 16)
    assert save(old, "b" * 16).content == kept


def test_the_two_answers_are_shown_side_by_side(db, tab, member, htmx):
    for kind, name in (("rating", ""), ("quiz", "-0"), ("proof", "")):
        step = a_step(kind)
        under_way(step, member)
        value, other = ("4", "2") if kind != "proof" else ("a.example/1", "b.example/2")
        marks = [
            dict(re.findall(r'name="(seen-\d+)" value="([0-9a-f.]+)"', tab.get(page).text))
            for page in [f"/challenges/{step.challenge_id}"] * 2
        ]
        field = f"step-{step.id}{name}"
        value, other = ("1", "0") if kind == "quiz" else (value, other)
        assert (
            tab.post(path_of(step), data={**marks[0], field: value}, headers=htmx).status_code
            == 200
        )
        refused = tab.post(path_of(step), data={**marks[1], field: other}, headers=htmx)
        assert refused.status_code == 409
        assert "This is what is saved:" in refused.text


def test_a_page_of_every_kind_takes_no_more_queries_for_more_steps(db, tab, member):
    def page_of(times):
        challenge = ChallengeFactory()
        kinds = [kind for kind in KINDS if kind != "attend"] * times
        for place, kind in enumerate(kinds):
            StepFactory(challenge=challenge, place=place, kind=kind, settings=SOUND[kind])
        operations.start(challenge, by=member)
        db.session.expire_all()
        return lambda: tab.get(f"/challenges/{challenge.id}")

    page_of(1)()
    few = count_queries(page_of(1))
    assert count_queries(page_of(2)) == few


def test_a_rule_on_rating_is_refused_in_every_word_that_members_read(reader, db, manager):
    asked = "Give us five stars"
    for kind, changes in {
        "share": {"text": asked},
        "rating": {"high_text": asked},
        "review_site": {"site": asked},
        "proof": {"link_text": asked},
        "consent": {"uses": [asked]},
        "quiz": {"questions": [{**QUIZ["questions"][0], "text": asked}]},
    }.items():
        plan = ChallengePlan(
            title="A", summary="B", kind="review", points=1, minutes=1,
            steps=[StepPlan(kind, "Do it", settings={**SOUND[kind], **changes})],
        )  # fmt: skip
        with pytest.raises(operations.RatingRule):
            operations.create(plan, by=manager)
