"""What is announced in a space is mailed to those who asked for it, once."""

from smtplib import SMTPRecipientsRefused

import pytest
from sqlalchemy import select

from hub import clock
from hub.home import jobs_news
from hub.home.operations import news
from hub.members.for_some import ForWhom
from hub.members.models import SpaceReader
from hub.members.newsletters import token_for
from hub.members.operations.newsletters import subscribe
from hub.members.operations.people import end_position
from hub.outbox import OutboxJob
from hub.outbox.running import run
from tests.factories import AudienceFactory, CompanyFactory, MemberFactory, SpaceFactory
from tests.mailbox import mails_to, run_jobs, text_of


@pytest.fixture
def space(db):
    return SpaceFactory(company=CompanyFactory(), slug="acme", name="Acme house")


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


@pytest.fixture
def reader(space):
    def reader(email, **values):
        member = MemberFactory(company=space.company, email=email, **values)
        subscribe(space, member)
        return member

    return reader


def draft(space, manager, **whom):
    whom = ForWhom(space_id=space.id if space else None, **whom)
    return news.add("A visit", "Come **along**.", whom, by=manager)


def deliver(app):
    """Run what waits, and what that promises."""
    while run_jobs(app):
        pass


def test_readers_get_it_once_with_a_way_out(app, db, space, reader, manager):
    ada = reader("ada@work.example", given_name="Ada")
    MemberFactory(company=space.company, email="bob@work.example")
    item = draft(space, manager)
    deliver(app)
    assert mails_to(app, "ada@work.example") == []
    news.publish(item, by=manager)
    deliver(app)
    for id in db.session.scalars(select(OutboxJob.id)).all():
        run(id)
    (message,) = mails_to(app, "ada@work.example")
    assert message["Subject"] == "Acme house: A visit"
    text = text_of(message)
    assert "Come **along**." in text
    assert f"/spaces/acme#news-{item.id}" in text
    assert "<strong>along</strong>" in message.get_body(("html",)).get_content()
    stop = f"http://127.0.0.1:8000/newsletters/{token_for(space.id, ada.id)}"
    assert message["List-Unsubscribe"].strip() == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in text
    assert mails_to(app, "bob@work.example") == []


def test_the_way_out_asks_first_and_needs_no_sign_in(app, db, reader):
    ada = reader("ada@work.example")
    path = f"/newsletters/{token_for(db.session.scalar(select(SpaceReader.space_id)), ada.id)}"
    visitor = app.test_client()
    page = visitor.get(path)
    assert "Stop these mails?" in page.text
    # Whoever was forwarded the mail learns nothing of the space here.
    assert "Acme" not in page.text
    assert db.session.query(SpaceReader).count() == 1
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = visitor.post(path, data={"List-Unsubscribe": "One-Click"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 200
    assert db.session.query(SpaceReader).count() == 0
    assert visitor.post(path).status_code == 200
    assert visitor.get("/newsletters/WzEsMV0.forged").status_code == 404
    assert visitor.post("/newsletters/WzEsMV0.forged").status_code == 404


def test_whoever_leaves_before_it_goes_out_gets_nothing(app, db, space, reader, manager):
    reader("ada@work.example")
    quiet = reader("quiet@work.example")
    gone = reader("gone@work.example")
    news.publish(draft(space, manager), by=manager)
    # The readers have been shared out; now one leaves and one thinks better of it.
    run_jobs(app)
    end_position(gone)
    quiet.mail_wanted = False
    db.session.flush()
    deliver(app)
    assert len(mails_to(app, "ada@work.example")) == 1
    assert mails_to(app, "gone@work.example") == mails_to(app, "quiet@work.example") == []


def test_what_is_for_an_audience_goes_to_readers_in_it(app, space, reader, manager):
    reader("speaker@work.example", tags=["speaker"])
    reader("ada@work.example")
    rule = {"field": "tag", "is": "in", "values": ["speaker"]}
    item = draft(space, manager, audience_id=AudienceFactory(rule=rule).id)
    news.publish(item, by=manager)
    deliver(app)
    assert len(mails_to(app, "speaker@work.example")) == 1
    assert mails_to(app, "ada@work.example") == []


@pytest.mark.parametrize("where", ["whole hub", "draft", "closed"])
def test_anything_else_is_mailed_to_nobody(app, db, space, reader, manager, where):
    reader("ada@work.example")
    if where == "draft":
        space.published_at = None
    elif where == "closed":
        space.closed_at = clock.now()
    db.session.flush()
    news.publish(draft(None if where == "whole hub" else space, manager), by=manager)
    deliver(app)
    assert mails_to(app, "ada@work.example") == []


def test_each_reads_it_in_their_language(app, space, reader, manager):
    reader("ada@work.example", locale="de")
    item = draft(space, manager)
    item.say("de", {"title": "Ein Besuch", "body": "Kommt mit."})
    space.say("de", {"name": "Haus Acme"})
    news.publish(item, by=manager)
    deliver(app)
    (message,) = mails_to(app, "ada@work.example")
    assert message["Subject"] == "Haus Acme: Ein Besuch"
    assert "Kommt mit." in text_of(message)
    assert 'lang="de"' in message.get_body(("html",)).get_content()


def test_one_job_carries_many(app, db, space, reader, manager, monkeypatch):
    monkeypatch.setattr(jobs_news, "AT_ONCE", 2)
    emails = [f"reader-{number}@work.example" for number in range(5)]
    for email in emails:
        reader(email)
    news.publish(draft(space, manager), by=manager)
    deliver(app)
    jobs = select(OutboxJob).where(OutboxJob.name == "home.mail_news")
    assert len(db.session.scalars(jobs).all()) == 3
    assert [len(mails_to(app, email)) for email in emails] == [1] * 5


def test_a_mailbox_that_is_full_keeps_nobody_else_from_the_mail(
    app, db, space, reader, manager, monkeypatch
):
    emails = ["first@work.example", "full@work.example", "last@work.example"]
    for email in emails:
        reader(email)
    really_send = jobs_news.send

    def send(to, *arguments, **context):
        if to == "full@work.example":
            raise SMTPRecipientsRefused({to: (452, b"mailbox full")})
        really_send(to, *arguments, **context)

    monkeypatch.setattr(jobs_news, "send", send)
    news.publish(draft(space, manager), by=manager)
    for _time in range(5):
        run_jobs(app)
    assert [len(mails_to(app, email)) for email in emails] == [1, 0, 1]
    (stuck,) = db.session.scalars(
        select(OutboxJob).where(OutboxJob.name == "home.mail_news", OutboxJob.done_at.is_(None))
    )
    assert "mailbox full" in stuck.last_error


class TestForm:
    def page(self, sign_in_as, manager, item):
        return " ".join(sign_in_as(manager).get(f"/console/news/{item.id}").text.split())

    def test_it_says_beforehand_how_many_get_it(self, space, reader, manager, sign_in_as):
        item = draft(space, manager)
        assert "Nobody on the newsletter list" in self.page(sign_in_as, manager, item)
        reader("ada@work.example")
        reader("bob@work.example")
        reader("quiet@work.example", mail_wanted=False)
        page = self.page(sign_in_as, manager, item)
        assert "2 people on the newsletter list get it by mail" in page

    def test_it_says_that_nobody_enters(self, db, space, manager, sign_in_as):
        space.published_at = None
        item = draft(space, manager)
        assert "is not open" in self.page(sign_in_as, manager, item)

    def test_news_for_the_whole_hub_is_not_mailed(self, manager, sign_in_as):
        assert "by mail" not in self.page(sign_in_as, manager, draft(None, manager))
