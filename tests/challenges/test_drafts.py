"""Two pages with the same answer: neither overwrites the other, whatever arrives when."""

import re
from dataclasses import replace

import pytest

from hub.challenges import operations
from hub.challenges.models import Submission, digest
from hub.challenges.operations import Seen
from tests.challenges.helpers import a_challenge, begun, every_kind

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def save(member):
    """Save words at the only step of a challenge, as from a page."""
    challenge = a_challenge()
    attempt = begun(challenge, member)

    def save(words, seen=None):
        kept = operations.save_draft(
            attempt, challenge.steps[0], by=member, content={"text": words}, seen=seen
        )
        return kept.content.get("text")

    return save


def seen(page, words, turn=None):
    return Seen(page=page, turn=turn, digests={digest({"text": words} if words else {})})


def test_a_page_goes_on_from_what_it_saved_itself(save):
    assert save("one", seen("a", "")) == "one"
    assert save("two", seen("a", "")) == "two"


def test_an_older_page_does_not_overwrite_a_newer_answer(save):
    save("first")
    save("from the new page", seen("new", "first"))
    with pytest.raises(operations.ChangedElsewhere):
        save("from the old page", seen("old", "first"))
    assert save("from the new page", seen("new", "first")) == "from the new page"


def test_what_an_older_page_did_not_change_stays_as_the_newer_has_it(save):
    save("first")
    save("newer", seen("new", "first"))
    assert save("first", seen("old", "first")) == "newer"
    assert save("newer", seen("old", "first")) == "newer"


def test_who_was_told_overwrites_and_then_goes_on(save):
    save("first")
    save("theirs", seen("new", "first"))
    told = Seen(
        page="old", turn=None, digests={digest({"text": "first"}), digest({"text": "theirs"})}
    )
    assert save("mine", told) == "mine"
    assert save("mine, longer", seen("old", "first")) == "mine, longer"
    with pytest.raises(operations.ChangedElsewhere):
        save("theirs, longer", seen("new", "first"))


def test_an_older_word_of_the_same_page_that_arrives_late_changes_nothing(save):
    assert save("half a sentence", seen("a", "", turn=7)) == "half a sentence"
    assert save("half", seen("a", "", turn=5)) == "half a sentence"
    assert save("without script", seen("a", "")) == "without script"


def test_a_page_that_took_over_unsent_words_goes_on_from_them_and_from_nothing_newer(save):
    save("first")
    save("first and mo", seen("old", "first", turn=5))
    taken = replace(seen("new", "first", turn=9), continues={"old": 5})
    assert save("first and more", taken) == "first and more"
    save("theirs", seen("other", "first and more", turn=1))
    again = replace(seen("newer", "first", turn=20), continues={"old": 5, "new": 9})
    with pytest.raises(operations.ChangedElsewhere):
        save("first and more, still", again)


def test_a_page_that_lives_on_is_not_overwritten_by_who_took_over_its_older_words(save):
    save("first")
    save("first, a", seen("old", "first", turn=5))
    save("first, ab", seen("old", "first", turn=8))
    taken = replace(seen("new", "first", turn=9), continues={"old": 5})
    with pytest.raises(operations.ChangedElsewhere):
        save("first, a and else", taken)


def marks(page):
    return dict(re.findall(r'name="(seen-\d+)" value="([0-9a-f.]+)"', page))


def answer(db, step):
    db.session.expire_all()
    return db.session.query(Submission).filter_by(step_id=step.id).one().content


def test_two_windows_and_save_draft(db, tab, member):
    challenge, steps = every_kind()
    begun(challenge, member)
    path, step = f"/challenges/{challenge.id}", steps["answer"]
    old, new = marks(tab.get(path).text), marks(tab.get(path).text)
    everything = {"step": [step.id, steps["link"].id]}
    field = f"step-{step.id}"
    tab.post(f"{path}/draft", data={**everything, **new, field: "newer words"})
    refused = tab.post(
        f"{path}/draft",
        data={**everything, **old, field: "older words", f"step-{steps['link'].id}": "done"},
    )
    assert refused.status_code == 422
    assert "Saved, all but 1 step." in refused.text
    assert "still needs you" not in refused.text
    # In the list at the top, and once more where the choice is.
    assert refused.text.count("Keep what is typed here, or take what is saved.") == 2
    assert "older words" in refused.text
    assert "newer words" in refused.text
    assert answer(db, step) == {"text": "newer words"}
    assert answer(db, steps["link"]) == {"done": True}
    # The button beside it says what it overwrites.
    knowing = re.search(rf'name="seen-{step.id}" value="(0{{16}}\.[0-9a-f]+)"', refused.text)[1]
    both = [old[f"seen-{step.id}"], knowing]
    chosen = tab.post(
        f"{path}/steps/{step.id}/submission", data={f"seen-{step.id}": both, field: "older words"}
    )
    assert chosen.status_code == 303
    assert answer(db, step) == {"text": "older words"}


def test_an_autosave_of_an_older_window_leaves_the_field_alone(db, tab, member, htmx):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    path = f"/challenges/{challenge.id}"
    address, field = f"{path}/steps/{step.id}/submission", f"step-{step.id}"
    old, new = marks(tab.get(path).text), marks(tab.get(path).text)
    tab.post(address, data={**new, field: "newer words", "turn": "1"}, headers=htmx)
    refused = tab.post(address, data={**old, field: "older", "turn": "2"}, headers=htmx)
    assert refused.status_code == 409
    assert refused.headers["HX-Retarget"] == f"#saved-{step.id}"
    assert "newer words" in refused.text
    assert "textarea" not in refused.text
    assert answer(db, step) == {"text": "newer words"}


@pytest.mark.parametrize(
    "mark",
    ["", "x", f"{'a' * 16}.{'0' * 16}.{'9' * 40}", "\x00.\x00", "a" * 99, f"{'z' * 16}.{'0' * 16}"],
)
@pytest.mark.parametrize("turn", ["", "-1", "9" * 40, "x"])
def test_marks_that_no_page_sent_are_no_marks(db, tab, member, mark, turn):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    data = {f"step-{step.id}": "words", f"seen-{step.id}": mark, "turn": turn}
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    assert tab.post(address, data=data).status_code == 303
    assert answer(db, step) == {"text": "words"}


def test_the_answer_to_an_autosave_says_how_far_it_is(tab, member, htmx):
    challenge = a_challenge()
    step = challenge.steps[0]
    begun(challenge, member)
    address = f"/challenges/{challenge.id}/steps/{step.id}/submission"
    short = tab.post(address, data={f"step-{step.id}": "Hm"}, headers=htmx).text
    assert "0 of 1" in short
    assert "data-done" not in short
    enough = tab.post(address, data={f"step-{step.id}": "Enough words"}, headers=htmx).text
    assert "1 of 1" in enough
    assert "data-done" in enough
    assert "1 of 1" in tab.get(f"/challenges/{challenge.id}").text


def test_what_is_typed_after_it_was_handed_in_elsewhere_is_given_back(db, tab, member):
    challenge = a_challenge()
    step = challenge.steps[0]
    attempt = begun(challenge, member)
    path = f"/challenges/{challenge.id}"
    old = marks(tab.get(path).text)
    operations.save_draft(attempt, step, by=member, content={"text": "All good here"})
    operations.hand_in(attempt, by=member)
    words = "A much better answer than that."
    refused = tab.post(f"{path}/draft", data={"step": step.id, **old, f"step-{step.id}": words})
    assert refused.status_code == 409
    assert words in refused.text
    assert old[f"seen-{step.id}"] not in refused.text
    assert answer(db, step) == {"text": "All good here"}
