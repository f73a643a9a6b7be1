"""Told once, in the hub at once and by mail soon after."""

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from hub.db import db as hub_db
from hub.ledger.operations import Cause, award
from hub.notifications.models import Notification
from hub.notifications.operations import notify
from hub.notifications.queries import unread_count
from hub.notifications.words import KINDS, words
from hub.outbox import OutboxJob
from hub.outbox.running import run
from tests.factories import (
    AttemptFactory,
    ChallengeFactory,
    EventFactory,
    MemberFactory,
    TierFactory,
    give_points,
)
from tests.mailbox import mails_to, run_jobs, text_of
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory(email="ada@work.example", given_name="Ada")


def tell(member, key="review:1", **facts):
    facts = {"title": "Write a review", "points": 50, "message": "Lovely.", **facts}
    notify(member.id, "review_approved", key=key, link="/challenges/1", **facts)
    return hub_db.session.scalars(select(Notification).where(Notification.key == key)).one()


def test_an_unknown_kind_is_refused(member):
    with pytest.raises(KeyError):
        notify(member.id, "surprise", key="k", link="/")


def test_the_same_thing_is_told_once(app, member):
    tell(member)
    tell(member)
    assert unread_count(member.id) == 1
    run_jobs(app)
    assert len(mails_to(app, "ada@work.example")) == 1


def test_the_mail_says_what_and_by_whom_with_a_link(app, member):
    tell(member, message="Lovely.\nThank you.")
    run_jobs(app)
    (message,) = mails_to(app, "ada@work.example")
    assert message["Subject"] == "Approved: Write a review"
    text = text_of(message)
    assert "You earned 50 points." in text
    assert "> Lovely.\n> Thank you." in text
    assert "http://127.0.0.1:8000/challenges/1" in text


GERMAN = {"de": {"title": {"words": "Schreib eine Kritik", "of": "x"}}}


class TestLanguages:
    """What managers wrote is told in the reader's language, whichever way it is told."""

    @pytest.fixture
    def reader(self, db):
        return MemberFactory(email="ida@work.example", given_name="Ida", locale="de")

    def test_titles_follow_the_reader(self, app, reader, sign_in_as):
        challenge = ChallengeFactory(title="Write a review", translations=GERMAN)
        tell(reader, title=challenge.everywhere("title"))
        run_jobs(app)
        (message,) = mails_to(app, "ida@work.example")
        assert "Schreib eine Kritik" in message["Subject"]
        assert "Schreib eine Kritik" in sign_in_as(reader).get("/notifications").text
        reader.locale = "fr"
        hub_db.session.flush()
        assert "Write a review" in sign_in_as(reader).get("/notifications").text

    def test_points_for_a_titled_thing_and_a_tier_follow_too(self, app, reader):
        event = EventFactory(title="A talk", translations={
            "de": {"title": {"words": "Ein Vortrag", "of": "x"}}})  # fmt: skip
        TierFactory(threshold=0)
        tier = {"de": {"name": {"words": "Stammgast", "of": "x"}}}
        TierFactory(name="Regular", threshold=10, translations=tier)
        award(reader.id, 20, Cause(event, event.title, "event:1"))
        told = hub_db.session.scalars(select(Notification)).all()
        with app.test_request_context(), force_locale("de"):
            said = " ".join(str(words(one.kind, one.facts)) for one in told)
        assert "Ein Vortrag" in said
        assert "Stammgast" in said

    def test_a_note_that_is_no_title_stays(self, app, reader):
        TierFactory(threshold=0)
        event = EventFactory(title="A talk")
        award(reader.id, 20, Cause(event, "For your patience", "event:1"))
        told = hub_db.session.scalars(select(Notification)).one()
        assert told.facts["what"] == "For your patience"

    def test_what_was_told_before_there_were_languages_still_reads(self, app, reader):
        with app.test_request_context():
            assert words("event_cancelled", {"title": "A talk"}).title == "Cancelled: A talk"


def test_a_cancellation_says_when_and_where(app, member):
    facts = {
        "title": {"": "A talk"},
        "starts_at": "2026-12-01T17:00:00+00:00",
        "ends_at": "2026-12-01T19:00:00+00:00",
        "timezone": "Europe/Brussels",
        "place": "Harbour Road 1.",
    }
    notify(member.id, "event_cancelled", key="e", link="/events/1", **facts)
    run_jobs(app)
    text = text_of(mails_to(app, "ada@work.example")[0])
    assert "It was planned for Tue, 1 Dec 2026, 18:00–20:00, Brussels time (CET)." in text
    assert "Where: Harbour Road 1." in text


def test_the_job_run_twice_mails_once(app, member):
    tell(member)
    job = hub_db.session.scalars(select(OutboxJob)).one()
    run(job.id)
    run(job.id)
    job.done_at = None
    run(job.id)
    assert len(mails_to(app, "ada@work.example")) == 1


def test_who_wants_no_mail_is_told_in_the_hub_only(app, member):
    member.mail_wanted = False
    tell(member)
    run_jobs(app)
    assert unread_count(member.id) == 1
    assert mails_to(app, "ada@work.example") == []


def test_a_line_break_in_a_title_starts_no_header(app, member):
    tell(member, title="Hello\r\nBcc: everyone@work.example")
    run_jobs(app)
    (message,) = mails_to(app, "ada@work.example")
    assert message["Bcc"] is None


def test_markup_in_a_message_is_text(app, member):
    tell(member, message="<script>alert(1)</script>")
    run_jobs(app)
    (message,) = mails_to(app, "ada@work.example")
    html = message.get_body(("html",)).get_content()
    assert "<script>" not in html


def test_points_and_a_higher_tier_are_told_the_first_tier_is_not(member):
    TierFactory(threshold=0, name="Friend")
    TierFactory(threshold=100, name="Champion")
    give_points(member, 50, key="a")
    give_points(member, 60, key="b")
    kinds = hub_db.session.scalars(
        select(Notification.kind).where(Notification.member_id == member.id).order_by("id")
    ).all()
    assert list(kinds) == ["points_earned", "tier_reached", "points_earned"]


def test_points_of_a_review_are_told_by_the_review(member):
    attempt = AttemptFactory(member=member)
    award(member.id, 50, Cause(attempt, "Write a review", "k"))
    assert unread_count(member.id) == 0


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_words(app, kind):
    facts = {
        "title": "A title",
        "points": 1,
        "message": "",
        "what": "A meet-up",
        "tier": "Champion",
        "state": "sent",
        "decision": "returned",
        "name": "Ada",
        "count": 2,
        "days": 1,
        "late": 1,
        "until": "2031-05-05T09:00:00+00:00",
    }
    with app.test_request_context():
        told = words(kind, facts)
    assert told.title
    assert told.text


def test_the_list_marks_read_and_leads_on(sign_in_as, member):
    notification = tell(member)
    client = sign_in_as(member)
    assert "Approved: Write a review" in client.get("/notifications").text
    response = client.post(f"/notifications/{notification.id}/reading")
    assert (response.status_code, response.location) == (303, "/challenges/1")
    assert unread_count(member.id) == 0


def test_all_read_at_once(sign_in_as, htmx, member):
    tell(member)
    tell(member, key="review:2")
    response = sign_in_as(member).post("/notifications/reading", headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "notifications-changed" in response.headers["HX-Trigger"]
    assert unread_count(member.id) == 0


def test_all_read_without_javascript(sign_in_as, member):
    tell(member)
    response = sign_in_as(member).post("/notifications/reading")
    assert (response.status_code, response.location) == (303, "/notifications")


def test_somebody_elses_notification_is_not_there(sign_in_as, member):
    notification = tell(member)
    stranger = sign_in_as(MemberFactory())
    assert stranger.post(f"/notifications/{notification.id}/reading").status_code == 404
    assert unread_count(member.id) == 1


def test_the_bell_counts(sign_in_as, htmx, member):
    tell(member)
    response = sign_in_as(member).get("/notifications/bell", headers=htmx)
    assert "1 unread" in response.text
    assert 'id="bell"' in response.text


def test_the_list_costs_the_same_for_few_and_for_many(sign_in_as, member):
    client = sign_in_as(member)
    for n in range(3):
        tell(member, key=f"few:{n}")
    few = count_queries(lambda: client.get("/notifications"))
    for n in range(20):
        tell(member, key=f"many:{n}")
    assert count_queries(lambda: client.get("/notifications")) == few
