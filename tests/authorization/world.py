"""One of everything: an own one and somebody else's, and the addresses that lead to them."""

import io
import uuid
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flask import Flask

from hub import clock
from hub.branding.models import BUILT_IN, BrandVersion
from hub.branding.operations import Chosen, draft, publish
from hub.branding.pictures import save as save_for_brand
from hub.challenges.models import ApprovalBatch, Attempt, Phrase, Submission
from hub.console import parts
from hub.db import db as hub_db
from hub.documents import save as save_document
from hub.events.models import ChapterLeader, CheckIn, Event
from hub.files import files
from hub.home.models import NewsItem
from hub.members.models import ImportRun, Member
from hub.members.newsletters import token_for
from hub.members.operations.links import make_link
from hub.notifications.models import Notification
from hub.outbox import OutboxJob
from hub.pictures import save
from hub.rewards.models import Redemption
from tests.authorization.table import Row
from tests.factories import (
    ActFactory,
    AskFactory,
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    ChapterFactory,
    CompanyFactory,
    EventFactory,
    NoteFactory,
    RedemptionFactory,
    RegistrationFactory,
    RewardFactory,
    SpaceFactory,
    StepFactory,
    TierFactory,
)
from tests.pictures import picture_file

MAIL = "00000000000000000001.eml"


class World:
    """What the rows of the table are about, made for the member who asks and for another."""

    def __init__(self, app: Flask, me: Member, other: Member) -> None:
        self.people = {"own": me, "other's": other}
        self.challenge = ChallengeFactory()
        self.step = StepFactory(challenge=self.challenge)
        self.code = StepFactory(challenge=self.challenge, kind="code", settings={"codes": ["a"]})
        self.consent = StepFactory(challenge=self.challenge, kind="consent")
        self.reward = RewardFactory()
        self.company = CompanyFactory()
        TierFactory(threshold=0)
        self.tier = TierFactory(threshold=5000)
        self.audience, self.people_list = AudienceFactory(), AudienceFactory(rule=None)
        self.act = ActFactory(member=other)
        self.ask = AskFactory(member=other)
        self.note = NoteFactory(member=other)
        self.picture = save(picture_file(), "cover")
        self.attempts = self._for_both(self._attempt)
        self.submissions = self._for_both(self._submission)
        self.redemptions = self._for_both(self._redemption)
        self.notifications = self._for_both(self._notification)
        self.events = self._for_both(self._event)
        self.check_ins = self._for_both(self._check_in)
        self.event = EventFactory()
        self.spaces = self._for_both(lambda member: SpaceFactory(company=member.company))
        self.token = make_link(other.addresses[0], "invitation")
        self.newsletter = token_for(self.spaces["other's"].id, other.id)
        self.job = self._kept(OutboxJob(name="outbox.prune", arguments={}))
        self.news = self._kept(NewsItem(title="News", body="Text", created_by_id=me.id))
        self.import_run = self._import_run(me)
        self.phrase = self._kept(Phrase(decision="approved", title="Thanks", words="Thank you."))
        self.batch = self._kept(ApprovalBatch(token="a", member_id=me.id))
        self.brand = self._brand(me)
        self.brand_picture = save_for_brand("logo", picture_file((300, 80)))
        self._mail(Path(app.config["MAIL_FOLDER"]))

    def path(self, row: Row) -> str:
        """The address of `row`, about whoever's object it says."""
        path = row.rule
        for part, value in self._values(row).items():
            path = path.replace(part, str(value))
        assert "<" not in path, f"the world has nothing for {row}"
        return path

    def _values(self, row: Row) -> dict[str, Any]:
        whose = row.whose if row.whose in self.people else "other's"
        values: dict[str, Any] = {
            "<token>": self.newsletter if "/newsletters" in row.rule else self.token,
            "<uuid:id>": self.picture.id,
            "<size>": "card",
            parts.ANY: "attempts",
            "<kind>": "challenges",
            "<name>": MAIL,
            "<template_slug>": "idea",
            "<int:step_id>": self.step.id,
            "<int:attempt_id>": self.attempts[whose].id,
            "<int:check_in_id>": self.check_ins[whose].id,
        }
        if "<path:filename>" in row.rule:
            values["<path:filename>"] = "js/webauthn.js" if "fs-" in row.rule else "css/base.css"
        if row.rule.endswith("/tries"):
            values["<int:step_id>"] = self.code.id
        if row.rule.endswith("<int:step_id>/withdrawal"):
            values["<int:step_id>"] = self.consent.id
        if "/brand" in row.rule:
            values |= {"<name>": "mark.svg", "<int:number>": self.brand.number}
            values["<uuid:id>"] = self.brand_picture.id
        if "<slug>" in row.rule:
            in_space = row.rule.startswith("/spaces")
            values["<slug>"] = (
                self.spaces[whose].slug if in_space else self.events[whose].chapter.slug
            )
        if "<int:id>" in row.rule:
            values["<int:id>"] = self._id(row.rule.removeprefix("/console"), whose)
        return values

    def _id(self, rule: str, whose: str) -> int:
        by_prefix = {
            "/acts": self.act.id,
            "/approvals": self.batch.id,
            "/asks": self.ask.id,
            "/settings/act-kinds": self.act.kind_id,
            "/audiences/<int:id>/list": self.people_list.id,
            "/audiences": self.audience.id,
            "/brand": self.brand.id,
            "/settings/brand": self.brand.id,
            "/challenges/submissions": self.submissions[whose].id,
            "/challenges": self.challenge.id,
            "/companies": self.company.id,
            "/events": self.events[whose].id,
            "/jobs": self.job.id,
            "/members/import": self.import_run.id,
            "/members": self.people["other's"].id,
            "/news": self.news.id,
            "/notes": self.note.id,
            "/notifications": self.notifications[whose].id,
            "/redemptions": self.redemptions[whose].id,
            "/reviews/phrases": self.phrase.id,
            "/rewards": self.reward.id,
            "/spaces": self.spaces[whose].id,
            "/tiers": self.tier.id,
            "/translations": self.challenge.id,
        }
        return next(id for prefix, id in by_prefix.items() if rule.startswith(prefix))

    def _for_both(self, make: Any) -> dict[str, Any]:
        return {whose: make(member) for whose, member in self.people.items()}

    def _kept(self, made: Any) -> Any:
        hub_db.session.add(made)
        hub_db.session.flush()
        return made

    def _attempt(self, member: Member) -> Attempt:
        return AttemptFactory(
            challenge=self.challenge, member=member, state="waiting", handed_in_at=clock.now()
        )

    def _submission(self, member: Member) -> Submission:
        attempt = next(a for a in self.attempts.values() if a.member is member)
        picture = save(picture_file(), "proof", private=True)
        document = save_document(io.BytesIO(b"Hello"), "hello.txt")
        return self._kept(
            Submission(
                attempt=attempt,
                step=self.step,
                content={"text": "Hello"},
                picture=picture,
                document=document,
            )
        )

    def _redemption(self, member: Member) -> Redemption:
        return RedemptionFactory(reward=self.reward, member=member, request_key=uuid.uuid4())

    def _notification(self, member: Member) -> Notification:
        return self._kept(
            Notification(
                member_id=member.id,
                kind="tier_reached",
                facts={"tier": "Gold"},
                link="/me",
                key=f"world:{member.id}",
            )
        )

    def _event(self, member: Member) -> Event:
        """A published event of a chapter that `member` leads."""
        event = EventFactory(chapter=ChapterFactory(), starts_at=clock.now() + timedelta(minutes=5))
        self._kept(ChapterLeader(chapter_id=event.chapter.id, member_id=member.id))
        return event

    def _check_in(self, member: Member) -> CheckIn:
        event = next(e for whose, e in self.events.items() if self.people[whose] is member)
        registration = RegistrationFactory(event=event)
        return self._kept(CheckIn(registration=registration, method="name", actor_id=member.id))

    def _import_run(self, by: Member) -> ImportRun:
        run = ImportRun(created_by_id=by.id, file_name="a.csv", file_key="imports/world/a.csv")
        files().put(run.rejections_key, b"line,reason\n")
        return self._kept(run)

    def _brand(self, by: Member) -> BrandVersion:
        made = draft(Chosen(brand_colour="#7c3aed"), begun_from=BUILT_IN, by=by)
        publish(made, BUILT_IN, by=by)
        return made

    def _mail(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        message = EmailMessage()
        message["Subject"], message["To"] = "Hello", "a@b.example"
        message.set_content("Text")
        message.add_alternative("<p>Text</p>", subtype="html")
        (folder / MAIL).write_bytes(message.as_bytes())
