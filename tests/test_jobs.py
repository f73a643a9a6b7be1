"""Every job, delivered twice as a queue may do, has one effect."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from hub import clock, cron, documents
from hub.advocacy.models import Ask
from hub.alumni.operations.addresses import claim_address
from hub.branding.models import BUILT_IN
from hub.branding.operations import Chosen, discard, draft
from hub.branding.pictures import save as save_for_brand
from hub.challenges.models import Attempt
from hub.challenges.operations import wait_in_line
from hub.db import db as hub_db
from hub.files import files
from hub.home.models import NewsItem
from hub.ledger.models import Transfer
from hub.members.models import (
    Address,
    Audience,
    ImportRun,
    Member,
    OneTimeLink,
    SpaceReader,
)
from hub.members.operations import imports
from hub.members.operations.links import make_link
from hub.members.operations.people import add_address
from hub.notifications.models import Notification
from hub.notifications.operations import notify
from hub.outbox import OutboxJob, later, registry
from hub.outbox.running import run
from hub.pictures import Picture, save
from tests.branding.conftest import picture as brand_picture
from tests.factories import (
    AskFactory,
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    MemberFactory,
    SpaceFactory,
    give_points,
)
from tests.pictures import picture_file

Arguments = dict[str, Any]
EXPORT = Path(__file__).parent / "data" / "crm-export.csv"


def sign_in_link(ada: Member) -> Arguments:
    return {"email": "ada@work.example"}


def invitation(ada: Member) -> Arguments:
    return {"address_id": ada.addresses[0].id, "invited_by_id": MemberFactory().id}


def address_link(ada: Member) -> Arguments:
    return {"address_id": add_address(ada, "ada@home.example", kind="claimed").id}


def notification(ada: Member) -> Arguments:
    notify(ada.id, "tier_reached", key="k", link="/me", tier="Gold")
    return {"notification_id": hub_db.session.scalars(select(Notification.id)).one()}


def claim(ada: Member) -> Arguments:
    claim_address("ada@home.example", by=ada)
    job = hub_db.session.scalars(select(OutboxJob).where(OutboxJob.name == "alumni.mail_claim"))
    return job.one().arguments


def old_link(ada: Member) -> Arguments:
    with clock.travel(clock.now() - timedelta(days=60)):
        make_link(ada.addresses[0], "sign_in")
    return {}


def old_job(ada: Member) -> Arguments:
    past = clock.now() - timedelta(days=60)
    hub_db.session.add(OutboxJob(name="outbox.prune", arguments={}, done_at=past))
    return {}


def points(ada: Member) -> Arguments:
    give_points(ada, 100)
    return {}


def stray_file(ada: Member) -> Arguments:
    files().put("pictures/stray.webp", b"x")
    return {"keys": ["pictures/stray.webp"]}


def replaced_picture(ada: Member) -> Arguments:
    with clock.travel(clock.now() - timedelta(days=8)):
        save(picture_file(), "cover")
    return {}


def replaced_document(ada: Member) -> Arguments:
    with clock.travel(clock.now() - timedelta(days=8)):
        documents.save(io.BytesIO(b"Hello"), "hello.txt")
    return {}


def discarded_brand(ada: Member) -> Arguments:
    with clock.travel(clock.now() - timedelta(days=8)):
        look = Chosen(name="A")
        made = draft(look, [save_for_brand("logo", brand_picture())], begun_from=BUILT_IN, by=ada)
        discard(made, by=ada)
    return {}


def upload(ada: Member) -> ImportRun:
    head = EXPORT.read_bytes().splitlines(keepends=True)[:8]
    folder = Path(files()._root)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "upload.csv"
    path.write_bytes(b"".join(head))
    with path.open("rb") as stream:
        return imports.upload(stream, "contacts.csv", by=ada)


def preview(ada: Member) -> Arguments:
    return {"run_id": upload(ada).id}


def confirmed(ada: Member) -> Arguments:
    made = upload(ada)
    made.state = "previewed"
    imports.confirm(made, by=ada)
    return {"run_id": made.id, "by_id": ada.id}


def discarded(ada: Member) -> Arguments:
    made = upload(ada)
    made.state = "previewed"
    imports.discard(made, by=ada)
    return {"run_id": made.id}


def old_ask(ada: Member) -> Arguments:
    AskFactory(member=ada, asked_on=clock.today() - timedelta(days=400))
    return {}


def announced(ada: Member) -> NewsItem:
    """A piece of news in a space whose newsletter she wants."""
    space = SpaceFactory(company=ada.company)
    hub_db.session.add(SpaceReader(space_id=space.id, member_id=ada.id))
    item = NewsItem(title="New", body="Text", space_id=space.id, published_at=clock.now())
    hub_db.session.add(item)
    hub_db.session.flush()
    return item


def announcement(ada: Member) -> Arguments:
    return {"news_item_id": announced(ada).id}


def newsletter(ada: Member) -> Arguments:
    return {"news_item_id": announced(ada).id, "member_ids": [ada.id]}


def uncounted(_ada: Member) -> Arguments:
    AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    return {}


def one_uncounted(_ada: Member) -> Arguments:
    audience = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    return {"audience_id": audience.id}


def late_work(_ada: Member) -> Arguments:
    MemberFactory(roles=("manager",))
    AttemptFactory(state="waiting", handed_in_at=clock.now() - timedelta(days=9))
    return {}


def unclaimed_seat(ada: Member) -> Arguments:
    """A seat that was promised to somebody three days ago, with Ada next in line."""
    challenge = ChallengeFactory(seats=1, published_at=clock.now() - timedelta(days=9))
    with clock.travel(clock.now() - timedelta(days=4)):
        wait = wait_in_line(challenge, by=MemberFactory())
    wait_in_line(challenge, by=ada)
    assert wait is not None
    return {"wait_id": wait.id}


JOBS: dict[str, Callable[[Member], Arguments]] = {
    "advocacy.lapse_asks": old_ask,
    "alumni.mail_claim": claim,
    "branding.prune_pictures": discarded_brand,
    "challenges.prune_documents": replaced_document,
    "challenges.send_queue_word": late_work,
    "challenges.tell_of_breaches": late_work,
    "challenges.lapse_offer": unclaimed_seat,
    "home.announce": announcement,
    "home.delete_files": stray_file,
    "home.mail_news": newsletter,
    "home.prune_pictures": replaced_picture,
    "ledger.reconcile": points,
    "members.count_audience": one_uncounted,
    "members.count_audiences": uncounted,
    "members.forget_import": discarded,
    "members.mail_address_link": address_link,
    "members.mail_invitation": invitation,
    "members.mail_reset_link": sign_in_link,
    "members.mail_sign_in_link": sign_in_link,
    "members.perform_import": confirmed,
    "members.preview_import": preview,
    "members.prune_links": old_link,
    "notifications.mail": notification,
    "outbox.prune": old_job,
}


def state_of_the_hub(app) -> dict[str, Any]:
    """What a job could have done once too often."""
    hub_db.session.expire_all()
    counted = (
        Address,
        Attempt,
        ImportRun,
        Member,
        Notification,
        OneTimeLink,
        OutboxJob,
        Picture,
        Transfer,
    )
    open_asks = hub_db.session.query(Ask).filter(Ask.closed_at.is_(None)).count()
    rows = {m.__name__: hub_db.session.scalar(select(func.count()).select_from(m)) for m in counted}
    mails = len(list(Path(app.config["MAIL_FOLDER"]).glob("*.eml")))
    stored = sorted(str(path) for path in Path(files()._root).rglob("*") if path.is_file())
    people = hub_db.session.scalar(select(func.sum(Audience.people)))
    kept = {"files": stored, "open asks": open_asks, "people": people}
    return {**rows, "mails": mails, **kept}


def test_every_job_is_here(app):
    assert {name for name in registry.names() if name.split(".")[0] not in ("test", "faults")} == (
        set(JOBS)
    )


@pytest.mark.parametrize("name", sorted(JOBS))
def test_twice_is_once(app, db, name):
    ada = MemberFactory(email="ada@work.example", roles=("manager",))
    arguments = JOBS[name](ada)
    later(name, **arguments)
    hub_db.session.flush()
    ids = hub_db.session.scalars(
        select(OutboxJob.id).where(OutboxJob.name == name, OutboxJob.done_at.is_(None))
    ).all()
    before = state_of_the_hub(app)
    # The same promise may stand twice too, when the operation itself has made one.
    for id in ids:
        run(id)
    once = state_of_the_hub(app)
    for id in ids:
        row = hub_db.session.get_one(OutboxJob, id)
        assert row.done_at is not None, row.last_error
        run(id)
    assert state_of_the_hub(app) == once
    if name != "ledger.reconcile":
        assert once != before, "the job did nothing"


@pytest.mark.parametrize(
    ("promise", "expected", "period"),
    [
        (cron.nightly, cron.NIGHTLY, timedelta(days=1)),
        (cron.mornings, cron.MORNINGS, timedelta(days=1)),
        (cron.hourly, cron.HOURLY, timedelta(hours=1)),
    ],
)
def test_the_clock_promises_each_night_morning_and_hour_once(app, db, promise, expected, period):
    for _scheduler in range(2):
        promise()
    names = hub_db.session.scalars(select(OutboxJob.name).order_by(OutboxJob.name)).all()
    assert names == sorted(expected)
    with clock.travel(clock.now() + period):
        promise()
    assert hub_db.session.scalar(select(func.count()).select_from(OutboxJob)) == 2 * len(names)
