"""The member's pages."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from hub import clock
from hub.events.models import Registration
from hub.events.operations import register
from hub.ledger.queries.standing import balance
from tests.factories import ChapterFactory, EventFactory, MemberFactory, RegistrationFactory
from tests.queries import count_queries


@pytest.fixture
def visitor(sign_in_as, member):
    return sign_in_as(member)


def count_selects(db, visitor, path):
    return count_queries(lambda: visitor.get(path))


def test_the_list_shows_what_comes_then_what_was(visitor, chapter, db, member):
    EventFactory(title="Been there", starts_at=clock.now() - timedelta(days=3))
    later = EventFactory(title="Much later", starts_at=clock.now() + timedelta(days=30))
    EventFactory(title="Quite soon", chapter=chapter, seats=3)
    EventFactory(title="Hidden draft", published_at=None)
    RegistrationFactory(event=later, member=member)
    page = visitor.get("/events").text
    assert page.index("Quite soon") < page.index("Much later") < page.index("Been there")
    assert "3 seats left" in page
    assert "You have a place" in page
    assert "Hidden draft" not in page
    past = visitor.get("/events?when=past").text
    assert "Been there" in past
    assert "Quite soon" not in past
    ghent = visitor.get("/events?chapter=ghent").text
    assert "Quite soon" in ghent
    assert "Much later" not in ghent
    assert visitor.get("/events?chapter=nowhere").status_code == 200


def test_the_list_asks_the_same_for_three_and_for_twenty(visitor, db, member):
    def fill(number):
        for _ in range(number):
            event = EventFactory(chapter=ChapterFactory())
            RegistrationFactory(event=event, member=member)

    fill(3)
    few = count_selects(db, visitor, "/events")
    fill(17)
    assert count_selects(db, visitor, "/events") == few


def test_an_empty_list_says_so(visitor):
    assert "Nothing planned just now" in visitor.get("/events").text
    assert "No past events" in visitor.get("/events?when=past").text


def test_times_are_told_where_it_is_and_where_the_reader_is(visitor, member):
    event = EventFactory(starts_at=datetime(2026, 12, 3, 17, 0, tzinfo=UTC))
    with clock.travel(datetime(2026, 12, 1, tzinfo=UTC)):
        page = visitor.get(f"/events/{event.id}").text
        assert "Thu, 3 Dec 2026, 18:00–20:00, Brussels time (CET)" in page
        assert "For you" not in page
        member.timezone = "Europe/Paris"
        assert "For you" not in visitor.get(f"/events/{event.id}").text
        member.timezone = "America/New_York"
        assert "For you: Thu, 3 Dec 2026, 12:00–14:00" in visitor.get(f"/events/{event.id}").text


def test_the_way_to_register_stands_once_and_above_the_programme(visitor):
    event = EventFactory(description="0:00 Doors and tea")
    page = visitor.get(f"/events/{event.id}").text
    assert page.index("for coming") < page.index("Doors and tea")
    assert page.count(f'action="/events/{event.id}/registration"') == 1


def test_the_place_is_for_those_who_have_one(visitor, member, manager, sign_in_as):
    event = EventFactory(place="Secret cellar 9", online_url="https://meet.example/abc")
    path = f"/events/{event.id}"
    for secret in ("Secret cellar", "meet.example"):
        assert secret not in visitor.get(path).text
        assert secret not in visitor.get(f"{path}/event.ics").text
    assert "BLUE42" not in visitor.get(path).text
    assert "Secret cellar" in sign_in_as(manager).get(path).text
    register(event, by=member)
    assert "Secret cellar" in visitor.get(path).text
    assert "Secret cellar" in visitor.get(f"{path}/event.ics").text
    assert "BLUE42" not in visitor.get(path).text


def test_a_draft_exists_only_for_its_hosts(visitor, sign_in_as, manager, leader, chapter):
    event = EventFactory(published_at=None, chapter=chapter)
    for path in (f"/events/{event.id}", f"/events/{event.id}/event.ics"):
        assert visitor.get(path).status_code == 404
        assert sign_in_as(manager).get(path).status_code == 200
        assert sign_in_as(leader).get(path).status_code == 200
    for noun in ("registration", "registration/cancellation", "check-in"):
        answer = visitor.post(f"/events/{event.id}/{noun}", data={"code": "BLUE42"})
        assert answer.status_code == 404
    other = EventFactory(published_at=None, chapter=ChapterFactory())
    assert sign_in_as(leader).get(f"/events/{other.id}").status_code == 404


def test_registering_and_leaving_without_script(visitor, db, member):
    event = EventFactory()
    path = f"/events/{event.id}"
    answer = visitor.post(f"{path}/registration")
    assert (answer.status_code, answer.location) == (303, path)
    assert "You have a place" in visitor.get(path).text
    assert visitor.post(f"{path}/registration/cancellation").status_code == 303
    assert db.session.query(Registration).one().left_at is not None
    assert visitor.post(f"{path}/registration").status_code == 303


def test_registering_and_leaving_with_htmx(visitor, htmx):
    event = EventFactory()
    path = f"/events/{event.id}/registration"
    answer = visitor.post(path, headers=htmx)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "You have a place" in answer.text
    assert "toast" in answer.headers["HX-Trigger"]
    answer = visitor.post(f"{path}/cancellation", headers=htmx)
    assert "Register" in answer.text


def test_a_place_in_a_full_event_is_given_back_after_a_question(visitor, htmx, db, member):
    event = EventFactory(seats=1)
    register(event, by=member)
    shown, path = f"/events/{event.id}", f"/events/{event.id}/registration/cancellation"
    assert f'action="{path}"' not in visitor.get(shown).text
    page = visitor.get(path).text
    assert f'action="{path}"' in page
    assert "hx-post" not in page.split("<main")[1].split("</main")[0]
    part = visitor.get(path, headers=htmx).text
    assert "<html" not in part
    assert part.count('hx-target="#registration"') == 2
    assert db.session.query(Registration).one().left_at is None
    assert visitor.post(path).status_code == 303
    assert db.session.query(Registration).one().left_at is not None
    assert visitor.get(path).location == shown


def test_a_refusal_is_told(visitor, htmx):
    event = EventFactory(seats=1)
    register(event, by=MemberFactory())
    assert "Every seat is taken" in visitor.get(f"/events/{event.id}").text
    answer = visitor.post(f"/events/{event.id}/registration", headers=htmx)
    assert answer.status_code == 409
    assert "last seat has just gone" in answer.text
    assert visitor.post(f"/events/{event.id}/registration").status_code == 409


def test_checking_in_by_code(visitor, member, tonight, htmx):
    register(tonight, by=member)
    path = f"/events/{tonight.id}"
    assert 'name="code"' in visitor.get(path).text
    wrong = visitor.post(f"{path}/check-in", data={"code": "green 7"})
    assert wrong.status_code == 422
    assert 'value="green 7"' in wrong.text
    assert "not the code of this event" in wrong.text
    wrong = visitor.post(f"{path}/check-in", data={"code": " "}, headers=htmx)
    assert wrong.status_code == 422
    assert "<html" not in wrong.text
    assert balance(member.id) == 0
    answer = visitor.post(f"{path}/check-in", data={"code": "blue 42"})
    assert (answer.status_code, answer.location) == (303, path)
    again = visitor.post(f"{path}/check-in", data={"code": "blue42"}, headers=htmx)
    assert "<html" not in again.text
    assert "points-changed" in again.headers["HX-Trigger"]
    assert "You earned 50 points" in again.text
    assert balance(member.id) == 50


def test_checking_in_takes_a_place_and_the_right_day(visitor, member, tonight, htmx):
    answer = visitor.post(f"/events/{tonight.id}/check-in", data={"code": "BLUE42"}, headers=htmx)
    assert answer.status_code == 409
    later = EventFactory()
    register(later, by=member)
    answer = visitor.post(f"/events/{later.id}/check-in", data={"code": "BLUE42"})
    assert answer.status_code == 422
    assert "an hour before the start" in answer.text


def test_the_calendar_file(visitor, chapter):
    event = EventFactory(title='Ghent "meet-up"\r\nX: y', chapter=chapter)
    answer = visitor.get(f"/events/{event.id}/event.ics")
    assert answer.mimetype == "text/calendar"
    name = f'attachment; filename="ghent-meet-up-x-y-{event.id}.ics"'
    assert answer.headers["Content-Disposition"] == name
    [entry] = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(entry["UID"]).startswith(f"event-{event.id}@")
    assert entry["DTSTART"].dt == event.starts_at.replace(microsecond=0)
    assert str(entry["URL"]).endswith(f"/events/{event.id}")
    assert str(entry["STATUS"]) == "CONFIRMED"
    again = visitor.get(f"/events/{event.id}/event.ics")
    [second] = icalendar.Calendar.from_ical(again.data).walk("VEVENT")
    assert second["UID"] == entry["UID"]


def test_a_cancelled_event_says_so(visitor, member):
    event = EventFactory(cancelled_at=clock.now())
    RegistrationFactory(event=event, member=member)
    assert "does not take place" in visitor.get(f"/events/{event.id}").text
    assert event.title not in visitor.get("/events").text


def test_a_chapter_tells_who_leads_it_and_what_comes(visitor, chapter, leader):
    EventFactory(title="Quite soon", chapter=chapter)
    EventFactory(title="Elsewhere")
    page = visitor.get("/chapters/ghent").text
    assert leader.name in page
    assert "Quite soon" in page
    assert "Elsewhere" not in page
    assert visitor.get("/chapters/nowhere").status_code == 404
