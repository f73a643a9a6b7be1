"""A number on a scale, and an agreement in words that are kept."""

from datetime import timedelta

import pytest

from hub import clock
from hub.challenges import operations
from hub.challenges.steps.consent import WordsChanged
from tests.challenges.steps.helpers import SOUND, a_step, give, missing, path_of, under_way

# Rating


@pytest.mark.parametrize("given", [0, 6, -1, None, "3", 2.5])
def test_what_is_not_on_the_scale_is_no_rating(reader, db, member, given):
    step = a_step("rating")
    saved = give(step, member, rating=given)
    assert saved.content == {}
    assert "from 1 to 5" in missing(step, saved)


def test_a_rating_is_done_until_the_scale_no_longer_has_it(reader, db, member):
    step = a_step("rating", {"most": 10})
    saved = give(step, member, rating=8)
    assert missing(step, saved) is None
    step.settings = {**SOUND["rating"], "most": 5}
    saved.done = False
    assert "scale has changed" in missing(step, saved)


def test_a_rating_on_the_page_and_for_the_reviewer(db, tab, member, sign_in_as, manager, htmx):
    step = a_step("rating", {"low_text": "<i>Hm</i>"})
    attempt = under_way(step, member)
    saved = tab.post(path_of(step), data={f"step-{step.id}": "4"}, headers=htmx)
    assert "1 of 1" in saved.text
    page = tab.get(f"/challenges/{step.challenge_id}").text
    assert 'value="4" checked' in page
    assert "&lt;i&gt;Hm" in page
    assert tab.post(path_of(step), data={f"step-{step.id}": "x"}).status_code == 303
    tab.post(path_of(step), data={f"step-{step.id}": "4"})
    tab.post(f"/challenges/{step.challenge_id}/hand-in")
    assert "4 of 5" in sign_in_as(manager).get(f"/console/reviews/{attempt.id}").text


# Consent


def test_the_words_are_kept_as_they_were_read_with_the_first_day(reader, db, member):
    step = a_step("consent")
    assert "Tick the box" in missing(step, give(step, member, agreed=False))
    saved = give(step, member, agreed=True)
    today = clock.today().isoformat()
    assert saved.content == {"agreed": True, "on": today, **SOUND["consent"]}
    with clock.travel(clock.now() + timedelta(days=3)):
        assert give(step, member, agreed=True).content["on"] == today
    assert missing(step, saved) is None
    step.settings = {**SOUND["consent"], "uses": ["Everything"]}
    saved.done = False
    assert "changed since you agreed" in missing(step, saved)
    assert saved.content["uses"] == ["Website", "Slides"]
    assert give(step, member, agreed=True).content["uses"] == ["Everything"]
    assert give(step, member, agreed=False).content == {}


def test_words_that_changed_while_they_were_read_are_read_again(reader, db, member):
    step = a_step("consent")
    with pytest.raises(WordsChanged):
        give(step, member, agreed=True, words="0" * 16)


def test_the_box_is_not_ticked_and_words_that_changed_are_refused(db, tab, member, htmx):
    step = a_step("consent", {"text": "<b>Quote</b>"})
    under_way(step, member)
    address, name = path_of(step), f"step-{step.id}"
    page = tab.get(f"/challenges/{step.challenge_id}").text
    assert "&lt;b&gt;Quote" in page
    box = page.split(f'name="{name}"')[1].split(">")[0]
    assert "checked" not in box
    words = page.split(f'name="words-{name}" value="')[1].split('"')[0]
    assert tab.post(address, data={name: "yes", f"words-{name}": words}).status_code == 303
    for headers in ({}, htmx):
        old = {name: "yes", f"words-{name}": "0" * 16}
        refused = tab.post(address, data=old, headers=headers)
        assert refused.status_code == 422
        assert "Read them again" in refused.text


def test_it_can_be_taken_back_until_it_is_decided(db, tab, member, sign_in_as, manager, htmx):
    step = a_step("consent")
    give(step, member, agreed=True)
    attempt = under_way(step, member)
    operations.hand_in(attempt, by=member)
    console = sign_in_as(manager)
    assert "Agreed to on" in console.get(f"/console/reviews/{attempt.id}").text
    assert "Take this back" not in console.get(f"/console/reviews/{attempt.id}").text
    assert "Take this back" in tab.get(f"/challenges/{step.challenge_id}").text
    address = path_of(step, "withdrawal")
    assert tab.post(address).status_code == 303
    part = tab.post(address, headers=htmx)
    assert part.status_code == 200
    assert "<html" not in part.text
    kept = next(iter(attempt.submissions))
    assert "agreed" not in kept.content
    assert kept.content["text"] == SOUND["consent"]["text"]
    assert "Do not use it." in console.get(f"/console/reviews/{attempt.id}").text
    operations.approve(attempt, by=manager)
    assert tab.post(address, headers=htmx).status_code == 409


def test_nobody_takes_back_for_others_or_at_other_steps(db, tab, stranger, member):
    step, other = a_step("consent"), a_step("answer")
    under_way(step, member)
    under_way(other, member)
    assert stranger.post(path_of(step, "withdrawal")).status_code == 404
    assert tab.post(path_of(other, "withdrawal")).status_code == 404
