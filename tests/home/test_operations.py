"""Rules of profiles and news."""

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.home.jobs import delete_files
from hub.home.operations import news, profile
from hub.home.queries.news import latest
from hub.outbox import OutboxJob
from hub.pictures import Picture
from tests.factories import MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


def details(**changes):
    usual = {
        "given_name": "Nadia", "family_name": "Benali", "city": "Ghent", "country": "BE",
        "bio": "Hello.", "locale": "de", "timezone": "Europe/Brussels",
        "mail_wanted": True, "on_boards": True,
    }  # fmt: skip
    return profile.Details(**usual | changes)


def test_a_member_tells_about_themselves(member):
    profile.describe(member, details(mail_wanted=False), by=member)
    assert (member.name, member.city, member.mail_wanted) == ("Nadia Benali", "Ghent", False)


def test_agreeing_to_be_found_keeps_its_date_and_can_end(member):
    assert member.findable_since is None
    profile.describe(member, details(findable=True), by=member)
    since = member.findable_since
    profile.describe(member, details(findable=True), by=member)
    assert since is not None
    assert member.findable_since == since
    profile.describe(member, details(), by=member)
    assert member.findable_since is None


def test_staying_off_the_board_keeps_its_date_and_can_end(member):
    profile.describe(member, details(on_boards=False), by=member)
    since = member.hidden_from_boards_at
    profile.describe(member, details(on_boards=False), by=member)
    assert since is not None
    assert member.hidden_from_boards_at == since
    profile.describe(member, details(), by=member)
    assert member.hidden_from_boards_at is None


def test_nobody_else_changes_a_profile(member):
    other = MemberFactory()
    with pytest.raises(profile.NotYours):
        profile.describe(member, details(), by=other)
    with pytest.raises(profile.NotYours):
        profile.remove_picture(member, by=other)


def picture(db):
    made = Picture(width=10, height=10)
    db.session.add(made)
    db.session.flush()
    return made


def test_a_new_picture_makes_the_hub_forget_the_one_before(db, member):
    first, second = picture(db), picture(db)
    profile.show_picture(member, first, by=member)
    profile.show_picture(member, second, by=member)
    assert member.picture_id == second.id
    assert db.session.scalars(select(Picture.id)).all() == [second.id]
    job = db.session.scalars(select(OutboxJob).where(OutboxJob.name == "home.delete_files")).one()
    assert first.key("avatar") in job.arguments["keys"]


def test_removing_a_picture_that_is_not_there_changes_nothing(db, member):
    profile.remove_picture(member, by=member)
    deleting = select(OutboxJob.id).where(OutboxJob.name == "home.delete_files")
    assert db.session.scalar(deleting) is None


def test_files_are_deleted_once_however_often_the_job_runs(app, db):
    files = app.extensions["hub_files"]
    files.put("pictures/gone/avatar.webp", b"x")
    for _time in range(2):
        delete_files(["pictures/gone/avatar.webp"])
    with pytest.raises(FileNotFoundError):
        files.get("pictures/gone/avatar.webp")


def test_members_read_news_once_it_is_published(manager):
    item = news.add("Hello", "There", by=manager)
    assert latest(manager) == []
    news.publish(item, by=manager)
    assert latest(manager) == [item]
    assert item.published_at <= clock.now()


def test_published_news_is_corrected_but_never_deleted_or_published_again(db, manager):
    item = news.add("Hello", "There", by=manager)
    news.publish(item, by=manager)
    news.change(item, "Hello again", "There", by=manager)
    for verb in (news.publish, news.remove):
        with pytest.raises(news.AlreadyPublished):
            verb(item, by=manager)
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [a for a in actions if a.startswith("news")] == [
        "news.added", "news.published", "news.changed",
    ]  # fmt: skip


def test_a_deleted_draft_cannot_be_published_by_somebody_who_still_sees_it(db, manager):
    item = news.add("Hello", "There", by=manager)
    db.session.execute(news.NewsItem.__table__.delete())
    with pytest.raises(news.NewsGone):
        news.publish(item, by=manager)
