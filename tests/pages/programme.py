"""The demo programme with what it lacks: more people to be, mail, imports."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask, current_app
from flask_security import hash_password
from PIL import Image, ImageDraw
from sqlalchemy import select

from hub import clock
from hub.branding.models import BUILT_IN
from hub.branding.operations import Chosen, draft
from hub.branding.pictures import save
from hub.challenges.models import Attempt
from hub.challenges.operations import approve_in, open_batch
from hub.db import db
from hub.demo.programme import load_demo
from hub.events.models import ChapterLeader, Event, Registration
from hub.members.jobs import mail_invitation
from hub.members.jobs_import import preview_import
from hub.members.models import Member
from hub.members.operations import imports
from hub.members.operations.links import make_link
from hub.members.operations.managing import invite
from hub.members.operations.people import add_address, add_member
from hub.members.queries.addresses import member_signing_in
from hub.rewards.models import Reward

PASSWORD = "demo demo demo"
# Whose eyes each role lends.
EMAILS = {
    "member": "advocate@demo.example",
    "alumni": "alumni@demo.example",
    "manager": "manager@demo.example",
    "newcomer": "newcomer@demo.example",
    "leader": "leader@demo.example",
    "admin": "admin@demo.example",
}
EXPORT = b"""Contact ID,First Name,Last Name,Email,Account Name,Left Company,Opted Out
C-900001,Nora,Lindqvist,nora.lindqvist@fjordline.example,Fjordline,,
C-900002,Owen,Pratt,owen.pratt@fjordline.example,Fjordline,,
C-900003,No,Address,,Fjordline,,
"""


def load(app: Flask) -> None:
    """Fill the empty, migrated database of `app`, so that every page has something to show."""
    with app.test_request_context():
        load_demo()
        _add_people()
        for export in (EXPORT, b"not,an,export\n1,2,3\n"):
            run = imports.upload(BytesIO(export), "contacts.csv", by=person("manager"))
            preview_import(run.id)
        _invite()
        _sell_out()
        _draft_a_brand()
        _approve_several()
        db.session.commit()


def person(role: str) -> Member:
    """The member by whose eyes pages of that role are seen."""
    member = member_signing_in(EMAILS[role])
    assert member, f"nobody signs in as {EMAILS[role]}"
    return member


def invitation_token(_who: Member | None) -> str:
    """A link that has not been opened."""
    token = make_link(person("newcomer").addresses[0], "invitation")
    db.session.commit()
    return token


def newest_mail(_who: Member | None) -> str:
    folder = Path(current_app.config["MAIL_FOLDER"])
    return max(path.name for path in folder.glob("*.eml"))


def _add_people() -> None:
    """A newcomer, and our own address for a leader with meetings to come."""
    add_member(email=EMAILS["newcomer"], given_name="Robin", family_name="Vale")
    led = (
        select(Event.chapter_id)
        .join(Registration)
        .where(
            Event.starts_at > clock.now(),
            Event.published_at.is_not(None),
            Event.cancelled_at.is_(None),
        )
    )
    leader = db.session.scalars(
        select(Member)
        .join(ChapterLeader, ChapterLeader.member_id == Member.id)
        .where(ChapterLeader.chapter_id.in_(led))
        .order_by(Member.id)
    ).first()
    assert leader, "no leader has a meeting to come"
    add_address(leader, EMAILS["leader"], kind="work", verified=True)
    # Without one nobody can leave their company.
    add_address(person("member"), "at-home@mail.example", kind="personal", verified=True)
    hashed = hash_password(PASSWORD)
    for role in EMAILS:
        person(role).password = hashed


def _invite() -> None:
    manager = person("manager")
    email = "nora.lindqvist@fjordline.example"
    nora = invite(
        email=email, given_name="Nora", family_name="Lindqvist", by=manager, secret="of no account"
    )
    mail_invitation(nora.addresses[0].id, manager.id)


def _draft_a_brand() -> None:
    """A draft with everything in it. Nothing is published, so other pages look as we ship them."""
    chosen = Chosen(
        name="Northwind Circle",
        brand_colour="#ff5a1f",
        accent_colour="#22d3ee",
        words={"en": {"point": ["star", "stars"]}},
        mail_footer="Northwind Ltd, 1 Harbour Road, Ghent",
    )
    logo = Image.new("RGBA", (320, 80))
    pen = ImageDraw.Draw(logo)
    pen.ellipse((0, 0, 79, 79), fill="#ff5a1f")
    pen.rounded_rectangle((100, 24, 319, 56), 16, fill="#1e293b")
    hero = Image.linear_gradient("L").resize((1200, 800)).convert("RGB")
    uploads = [save("logo", _file(logo, "PNG")), save("hero", _file(hero, "JPEG"))]
    draft(chosen, uploads, begun_from=BUILT_IN, by=person("manager"))


def _file(image: Image.Image, format: str) -> BytesIO:
    content = BytesIO()
    image.save(content, format)
    content.seek(0)
    return content


def _sell_out() -> None:
    """The last of one reward is gone."""
    limited = select(Reward).where(Reward.stock > 0, Reward.closed_at.is_(None))
    reward = db.session.scalars(limited.order_by(Reward.id)).first()
    assert reward, "every reward is without end"
    reward.stock = 0


def _approve_several() -> None:
    """One is approved, one cannot be: the outcome has something to say."""
    manager = person("manager")
    batch = open_batch("programme", by=manager)
    waiting = select(Attempt).where(Attempt.state == "waiting", Attempt.member_id != manager.id)
    for attempt in db.session.scalars(waiting.order_by(Attempt.due_at.desc()).limit(2)).all():
        seen = attempt.handed_in_at
        assert seen
        if batch.lines:
            seen -= timedelta(hours=1)
        approve_in(batch, attempt, seen, by=manager)
        db.session.expire(batch)
