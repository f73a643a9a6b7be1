"""Templates to begin from, and challenges as text."""

from io import BytesIO

import pytest
import yaml
from sqlalchemy import select

from hub.challenges.gallery.exchange import add_drafts, as_yaml
from hub.challenges.gallery.shape import parse
from hub.challenges.gallery.shelf import templates
from hub.challenges.models import Challenge
from hub.challenges.operations.rules import require_honest
from tests.factories import ChallengeFactory, MemberFactory, StepFactory

IMPORT = "/console/challenges/import"
GOOD = """
- title: One idea
  summary: However small.
  kind: idea
  points: 40
  minutes: 5
  steps:
    - {kind: answer, title: Your idea, min_length: 40, multiline: true}
"""
# The kinds of which the gallery must have some.
WANTED = {
    "review", "testimonial", "case_study", "webinar", "referral", "reference", "board", "beta",
    "quiz", "feedback", "profile", "onboarding", "meetup", "social", "alumni",
}  # fmt: skip


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


@pytest.fixture
def desk(sign_in_as, manager):
    return sign_in_as(manager)


def challenges(db):
    return list(db.session.scalars(select(Challenge).order_by(Challenge.id)))


def test_the_gallery_has_thirty_and_some_of_every_kind():
    found = templates()
    assert len(found) >= 30
    assert {one.kind for one in found} >= WANTED
    assert len({one.slug for one in found}) == len(found)
    assert all(one.when and one.steps for one in found)


def test_every_template_keeps_the_rules_and_names_acts_that_a_hub_begins_with(db, manager):
    drafts = add_drafts(templates(), manager)
    for text, draft in zip(templates(), drafts, strict=True):
        require_honest(draft.kind, [draft.title, draft.summary, draft.description])
        assert draft.published_at is None
        assert (draft.act_kind is not None) == (text.act is not None), text.act
        assert [step.kind for step in draft.steps] == [step.kind for step in text.steps]


def test_what_goes_out_comes_in_again_as_it_was(db, manager):
    add_drafts(templates(), manager)
    for challenge in challenges(db):
        (text,) = parse(as_yaml(challenge))
        (copy,) = add_drafts([text], manager)
        assert as_yaml(copy) == as_yaml(challenge)


def test_a_template_becomes_a_draft_in_the_editor(db, desk):
    slug = templates()[0].slug
    page = desk.get("/console/challenges/gallery").text
    assert f'action="/console/challenges/gallery/{slug}/copies"' in page
    answer = desk.post(f"/console/challenges/gallery/{slug}/copies")
    (draft,) = challenges(db)
    assert answer.location == f"/console/challenges/{draft.id}"
    assert draft.title == templates()[0].title
    assert desk.post("/console/challenges/gallery/nothing/copies").status_code == 404


@pytest.mark.parametrize("slug", ["honest-review", "code-from-the-talk"])
def test_a_template_is_not_published_with_what_it_came_with(db, desk, slug):
    desk.post(f"/console/challenges/gallery/{slug}/copies")
    (draft,) = challenges(db)
    address = f"/console/challenges/{draft.id}/publication"
    assert "still has what the template came with" in desk.post(address, follow_redirects=True).text
    assert draft.published_at is None
    for step in draft.steps:
        if "url" in step.settings:
            step.settings = {**step.settings, "url": "https://reviews.example/us"}
        if "codes" in step.settings:
            step.settings = {**step.settings, "codes": ["starling"]}
    desk.post(address)
    assert draft.published_at is not None


def test_the_gallery_is_narrowed_by_kind_and_words(desk):
    page = desk.get("/console/challenges/gallery?kind=quiz").text
    assert "How well do you know" in page
    assert "Sit on the advisory board" not in page
    assert "No template fits" in desk.get("/console/challenges/gallery?q=zzzz").text


def test_text_becomes_drafts_pasted_or_in_a_file(db, desk):
    assert desk.post(IMPORT, data={"text": GOOD}).location.startswith("/console/challenges")
    file = (BytesIO(b"\xef\xbb\xbf" + GOOD.encode()), "ideas.yaml")
    desk.post(IMPORT, data={"text": "not looked at", "file": file})
    first, second = challenges(db)
    assert first.title == second.title == "One idea"
    assert first.steps[0].settings["min_length"] == 40
    assert first.published_at is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no challenge in this text."),
        ("- title: [", "This is not YAML: look at line 1."),
        ("a: &a [1]\nb: *a", "references are not taken"),
        ("[" * 3000, "This is not YAML"),
        ("- title: Half a challenge", "Challenge 1 (Half a challenge): “summary” is missing."),
        (GOOD.replace("idea\n  points: 40", "gift\n  points: 40"), "“kind” cannot be like this."),
        (GOOD.replace("points: 40", "points: 0"), "“points” cannot be like this."),
        (GOOD.replace("points: 40", "points: 1e9"), "“points” cannot be like this."),
        (GOOD.replace("points: 40", "pionts: 40"), "“pionts” is nothing that a challenge has."),
        (GOOD.replace("kind: answer", "kind: dance"), "no kind of step called “dance”"),
        (GOOD.replace("min_length", "url"), "“steps › 1 › url” cannot be like this."),
        (GOOD.replace("min_length: 40", "url: x"), "“Your idea” has no setting “url”."),
        (GOOD.replace("min_length: 40", "min_length: 90, max_length: 2"), "“Your idea”"),
        (GOOD * 101, "At most 100 challenges at once."),
        ("- !!python/object/apply:os.system ['true']", "This is not YAML"),
        (GOOD.replace("kind: idea", "kind: review").replace("Your idea", "Give us 5 stars"),
         "A reward never depends on what a review says"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence_and_nothing_is_made(db, desk, text, sentence):
    answer = desk.post(IMPORT, data={"text": text})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert challenges(db) == []


def test_one_bad_challenge_keeps_all_of_them_out_and_the_text_on_the_page(db, desk):
    text = GOOD + GOOD.replace("points: 40", "points: nine").replace("One idea", "Another")
    answer = desk.post(IMPORT, data={"text": text})
    assert "Challenge 2 (Another): “points” cannot be like this." in answer.text
    assert "One idea" in answer.text
    assert challenges(db) == []


def test_a_file_that_is_no_text_is_refused(db, desk):
    answer = desk.post(IMPORT, data={"file": (BytesIO(b"\xff\xfe\x00"), "x.yaml")})
    assert "This file is not text in UTF-8." in answer.text
    assert challenges(db) == []


def test_a_challenge_is_downloaded_without_what_is_this_hubs_own(db, desk):
    challenge = ChallengeFactory(title="Über <script> & more")
    StepFactory(challenge=challenge)
    answer = desk.get(f"/console/challenges/{challenge.id}/export.yaml")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="uber-script-more.yaml"'
    (value,) = yaml.safe_load(answer.text)
    assert value["title"] == challenge.title
    assert not {"id", "audience_id", "badge_id", "picture_id"} & set(value)


def test_members_see_none_of_it(sign_in_as, db):
    tab = sign_in_as(MemberFactory())
    assert tab.get("/console/challenges/gallery").status_code == 403
    assert tab.get(IMPORT).status_code == 403
    assert tab.post(IMPORT, data={"text": GOOD}).status_code == 403
    assert tab.post("/console/challenges/gallery/idea/copies").status_code == 403
    assert challenges(db) == []
