"""The pages of those who run events."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.events.models import CheckIn, Event, Registration
from hub.events.operations import admit, register
from hub.ledger.queries.standing import balance
from hub.notifications.models import Notification
from tests.events.test_views import count_selects
from tests.factories import ChapterFactory, EventFactory, MemberFactory, RegistrationFactory
from tests.kept import kept_picture
from tests.pictures import picture_file

TYPED = {
    "chapter": "",
    "title": "Spring meet-up",
    "summary": "Meet each other.",
    "kind": "user_group",
    "starts_at": "2027-04-08T18:00",
    "ends_at": "2027-04-08T20:00",
    "timezone": "Europe/Brussels",
    "place": "The attic",
    "online_url": "",
    "seats": "20",
    "points": "50",
}


@pytest.fixture
def desk(sign_in_as, manager):
    return sign_in_as(manager)


@pytest.fixture
def lectern(sign_in_as, leader):
    return sign_in_as(leader)


def test_an_event_is_written_and_published(desk, db):
    assert desk.get("/console/events/new").status_code == 200
    made = desk.post("/console/events", data=TYPED)
    event = db.session.query(Event).one()
    assert (made.status_code, made.location) == (303, f"/console/events/{event.id}")
    assert event.state == "draft"
    assert event.starts_at == datetime(2027, 4, 8, 16, 0, tzinfo=UTC)
    page = desk.get(f"/console/events/{event.id}").text
    assert 'value="2027-04-08T18:00"' in page
    assert desk.post(f"/console/events/{event.id}/publication").status_code == 303
    assert event.state == "open"


def test_a_picture_outlives_the_other_errors_of_its_form(desk, db):
    upload = (picture_file(), "hall.png")
    refused = desk.post("/console/events", data={**TYPED, "title": "", "picture": upload})
    assert refused.status_code == 422
    desk.post("/console/events", data={**TYPED, "picture": kept_picture(refused)})
    assert db.session.query(Event).one().picture.url("card") in refused.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Give it a title"),
        ({"ends_at": "2027-04-08T17:00"}, "end after it starts"),
        ({"starts_at": "soon"}, ""),
        ({"starts_at": "0001-01-01T00:00"}, "between 2000 and 2100"),
        ({"starts_at": "2027-03-28T02:30"}, "does not exist"),
        ({"timezone": "Mars/Base"}, ""),
        ({"online_url": "javascript:alert(1)"}, "whole address"),
        ({"online_url": "ftp://files.example"}, "whole address"),
        ({"online_url": "https://[oops"}, "whole address"),
        ({"seats": "0"}, ""),
        ({"points": "-5"}, ""),
        ({"chapter": "999"}, ""),
    ],
)
def test_a_wrong_form_comes_back_as_typed(desk, db, htmx, wrong, sentence):
    event = EventFactory()
    typed = {**TYPED, "description": "Kept as typed", **wrong}
    for path in ("/console/events", f"/console/events/{event.id}"):
        answer = desk.post(path, data=typed)
        assert answer.status_code == 422
        assert "Kept as typed" in answer.text
        assert sentence in answer.text
    answer = desk.post(f"/console/events/{event.id}", data=typed, headers=htmx)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert db.session.query(Event).count() == 1


def test_an_edit_is_kept_with_and_without_script(desk, htmx):
    event = EventFactory()
    plain = desk.post(f"/console/events/{event.id}", data=TYPED)
    assert (plain.status_code, event.title) == (303, "Spring meet-up")
    typed = {**TYPED, "title": "Summer meet-up"}
    answer = desk.post(f"/console/events/{event.id}", data=typed, headers=htmx)
    assert "<html" not in answer.text
    assert "Summer meet-up" in answer.text
    assert event.title == "Summer meet-up"


def test_too_few_seats_are_refused_with_numbers(desk, db):
    event = EventFactory()
    for _ in range(3):
        RegistrationFactory(event=event)
    answer = desk.post(f"/console/events/{event.id}", data={**TYPED, "seats": "2"})
    assert answer.status_code == 422
    assert "3 people are registered already" in answer.text
    assert 'value="2"' in answer.text
    assert event.seats is None


def test_publishing_with_htmx(desk, htmx):
    event = EventFactory(published_at=None)
    answer = desk.post(f"/console/events/{event.id}/publication", headers=htmx)
    assert "<html" not in answer.text
    assert 'id="event-state"' in answer.text


def test_cancelling_asks_first_and_tells_everybody(desk, db, member):
    event = EventFactory()
    register(event, by=member)
    path = f"/console/events/{event.id}/cancellation"
    assert "1 person has a place" in desk.get(path).text
    assert event.cancelled_at is None
    answer = desk.post(path)
    assert (answer.status_code, answer.location) == (303, f"/console/events/{event.id}")
    assert db.session.query(Notification).one().member_id == member.id
    told = db.session.query(Notification).one()
    assert (told.facts["place"], told.facts["timezone"]) == (event.place, event.timezone)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"cancelled_at": clock.now()}, "was cancelled"),
        ({"published_at": None}, "not published yet"),
    ],
)
def test_what_cannot_be_cancelled_leads_to_the_event(desk, method, made, sentence):
    event = EventFactory(**made)
    answer = desk.open(f"/console/events/{event.id}/cancellation", method=method)
    assert (answer.status_code, answer.location) == (303, f"/console/events/{event.id}")
    assert sentence in desk.get(answer.location).text


READS = ("", "/attendance", "/attendance.csv", "/cancellation")
WRITES = ("", "/publication", "/cancellation", "/check-ins", "/check-ins/1/reversal")


def test_strangers_stay_out(sign_in_as, member, tonight):
    for stranger in (member, MemberFactory(roles=("csm",))):
        visitor = sign_in_as(stranger)
        for path in ("/console/events", "/console/events/new"):
            assert visitor.get(path).status_code == 403
        for noun in READS:
            assert visitor.get(f"/console/events/{tonight.id}{noun}").status_code == 403
        assert visitor.post("/console/events", data=TYPED).status_code == 403
        for noun in WRITES:
            answer = visitor.post(f"/console/events/{tonight.id}{noun}", data=TYPED)
            assert answer.status_code == 403


def test_a_leader_runs_their_own_chapter_and_no_other(lectern, chapter, tonight):
    foreign = EventFactory(title="Elsewhere", chapter=ChapterFactory())
    nobodys = EventFactory(title="For everybody")
    page = lectern.get("/console/events").text
    assert tonight.title in page
    assert "Elsewhere" not in page
    for noun in READS:
        assert lectern.get(f"/console/events/{tonight.id}{noun}").status_code == 200
        for other in (foreign, nobodys):
            assert lectern.get(f"/console/events/{other.id}{noun}").status_code == 403
    for noun in WRITES:
        for other in (foreign, nobodys):
            answer = lectern.post(f"/console/events/{other.id}{noun}", data=TYPED)
            assert answer.status_code == 403
    own = {**TYPED, "chapter": str(chapter.id)}
    assert lectern.post("/console/events", data=own).status_code == 303
    for chapter_id in ("", foreign.chapter_id):
        answer = lectern.post("/console/events", data={**TYPED, "chapter": chapter_id})
        assert answer.status_code == 422


def test_what_is_not_there_is_not_found(desk, tonight):
    for noun in READS:
        assert desk.get(f"/console/events/999{noun}").status_code == 404
    for noun in WRITES:
        assert desk.post(f"/console/events/999{noun}").status_code == 404
    assert desk.post(f"/console/events/{tonight.id}/check-ins/999/reversal").status_code == 404


def test_a_check_in_of_another_event_is_not_found(lectern, tonight, manager, member):
    foreign = EventFactory(starts_at=clock.now() - timedelta(minutes=5))
    made = admit(foreign, member, by=manager)
    answer = lectern.post(f"/console/events/{tonight.id}/check-ins/{made.id}/reversal")
    assert answer.status_code == 404
    assert balance(member.id) == 50


def test_the_door_shows_code_names_and_numbers(lectern, tonight, member):
    register(tonight, by=member)
    page = lectern.get(f"/console/events/{tonight.id}/attendance").text
    assert "BLUE42" in page
    assert "Amara Okafor" in page
    assert "0 of 1 have come." in page


def test_people_are_checked_in_by_name_and_undone(lectern, db, tonight, member, htmx):
    register(tonight, by=member)
    path = f"/console/events/{tonight.id}"
    answer = lectern.post(f"{path}/check-ins?q=ama", data={"member_id": member.id})
    assert (answer.status_code, answer.location) == (303, f"{path}/attendance?q=ama")
    assert balance(member.id) == 50
    made = db.session.query(CheckIn).one()
    answer = lectern.post(f"{path}/check-ins/{made.id}/reversal", headers=htmx)
    assert "<html" not in answer.text
    assert "0 of 1 have come." in answer.text
    assert balance(member.id) == 0
    answer = lectern.post(f"{path}/check-ins", data={"member_id": member.id}, headers=htmx)
    assert "1 of 1 have come." in answer.text
    made = db.session.scalars(select(CheckIn).where(CheckIn.undone_at.is_(None))).one()
    assert lectern.post(f"{path}/check-ins/{made.id}/reversal").status_code == 303
    actions = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_type == "check_ins")
    ).all()
    assert actions == ["check_in.made", "check_in.undone"] * 2


@pytest.mark.parametrize("who", ["", "nobody", "999999"])
def test_checking_in_nobody_is_asked_again(lectern, tonight, who, htmx):
    for headers in ({}, htmx):
        answer = lectern.post(
            f"/console/events/{tonight.id}/check-ins", data={"member_id": who}, headers=headers
        )
        assert answer.status_code == 422
        assert "Choose somebody from the list" in answer.text


def test_somebody_at_the_door_is_found_and_registered(lectern, db, tonight, member):
    gone = MemberFactory(given_name="Amargo")
    gone.deactivated_at = clock.now()
    path = f"/console/events/{tonight.id}"
    page = lectern.get(f"{path}/attendance?q=AMAR").text
    assert "Amara Okafor" in page
    assert "Amargo" not in page
    assert "Register and check in" in page
    assert "No other member" in lectern.get(f"{path}/attendance?q=100%25_").text
    lectern.post(f"{path}/check-ins", data={"member_id": member.id})
    assert db.session.query(Registration).one().member_id == member.id


def test_the_door_pages_with_its_search_kept(lectern, tonight, htmx):
    rows = [RegistrationFactory(event=tonight) for _ in range(51)]
    path = f"/console/events/{tonight.id}/attendance?q=ada"
    page = lectern.get(path).text
    assert "q=ada&amp;page=" in page
    answer = lectern.post(
        f"/console/events/{tonight.id}/check-ins?q=ada",
        data={"member_id": rows[0].member_id},
        headers=htmx,
    )
    assert "/attendance?q=ada&amp;page=" in answer.text


@pytest.mark.parametrize("noun", ["", "/{id}/attendance?q=a", "/{id}/attendance.csv"])
def test_lists_ask_the_same_for_three_and_for_twenty(desk, db, tonight, noun):
    path = f"/console/events{noun.format(id=tonight.id)}"

    def fill(number):
        for _ in range(number):
            EventFactory(chapter=ChapterFactory())
            RegistrationFactory(event=tonight)
            MemberFactory()

    fill(3)
    few = count_selects(db, desk, path)
    fill(17)
    assert count_selects(db, desk, path) == few


def test_the_table_for_spreadsheets_runs_no_formula(desk, tonight, manager):
    for name in ("=1+1", "+x", "-x", "@x", "Zoë"):
        register(tonight, by=MemberFactory(given_name=name, family_name="é"))
    admit(tonight, MemberFactory(given_name="Abe", family_name="A"), by=manager)
    answer = desk.get(f"/console/events/{tonight.id}/attendance.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][0] == "Name"
    names = {row[0] for row in rows[1:]}
    assert names == {"'=1+1 é", "'+x é", "'-x é", "'@x é", "Zoë é", "Abe A"}
    [came] = [row for row in rows if row[-1] == "name"]
    assert came[0] == "Abe A"
