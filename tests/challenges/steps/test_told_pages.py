"""What the pages say of steps that complete themselves, and where a manager ticks one off."""

from hub.home.operations import profile
from tests.challenges.steps.helpers import a_step, path_of, under_way
from tests.challenges.steps.test_told import at, details, is_done
from tests.factories import EventFactory


def test_the_page_says_what_is_awaited_and_leads_there_and_back(db, tab, member):
    step = a_step("profile", {"part": "city"})
    under_way(step, member)
    path = f"/challenges/{step.challenge_id}"
    page = tab.get(path).text
    assert "Say on your profile in which city you are." in page
    assert 'href="/me/profile"' in page
    back = tab.get("/me/profile", headers={"Referer": f"http://localhost{path}"}).text
    assert f'href="{path}"' in back
    assert "Back to the challenge" in back
    elsewhere = tab.get("/me/profile", headers={"Referer": "http://evil.example/challenges/1"}).text
    assert "Back to the challenge" not in elsewhere
    profile.describe(member, details(member, city="Ghent"), by=member)
    assert "Done on" in tab.get(path).text


def test_an_event_is_named_with_the_way_to_it(db, tab, member):
    event = EventFactory(title="Harbour <b>night</b>")
    step = a_step("attend", {"event_id": event.id})
    under_way(step, member)
    page = tab.get(f"/challenges/{step.challenge_id}").text
    assert f'href="/events/{event.id}"' in page
    assert "Harbour &lt;b&gt;night" in page


def test_nothing_is_written_there_by_hand(db, tab, member):
    for kind in ("refer", "elsewhere", "profile"):
        step = a_step(kind)
        under_way(step, member)
        tab.post(path_of(step), data={f"step-{step.id}": "done"})
        assert at(step, member) is None


def test_a_manager_ticks_it_off_on_a_page_of_its_own(
    db, tab, sign_in_as, stranger, member, manager, htmx
):
    step = a_step("elsewhere")
    attempt = under_way(step, member)
    console, address = sign_in_as(manager), f"/console/attempts/{attempt.id}/completions"
    assert address in console.get(f"/console/members/{member.id}").text
    assert "course-101" in console.get(address).text
    for headers in ({}, htmx):
        refused = console.post(address, data={"step": step.id, "note": " "}, headers=headers)
        assert refused.status_code == 422
        assert ("<html" in refused.text) is not bool(headers)
        assert "how you know" in refused.text
    data = {"step": step.id, "note": "<b>In the list</b>"}
    assert console.post(address, data={**data, "step": 999_999}).status_code == 404
    assert stranger.post(address, data=data).status_code == 403
    assert console.post(address, data=data).status_code == 303
    again = console.post(address, data=data, headers=htmx)
    assert "&lt;b&gt;In the list" in again.text
    assert is_done(step, member)
    own = under_way(step, manager)
    assert console.get(f"/console/attempts/{own.id}/completions").status_code == 404
