"""Members made at random, and rules about them."""

import random
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from hub import clock
from hub.challenges.models import Attempt
from hub.db import db
from hub.events.models import CheckIn
from hub.ledger.models import Account, BadgeAward
from hub.members.audiences.book import NESTED, NESTED_OPS
from hub.members.audiences.fields import FIELDS, Number
from hub.members.models import AudienceEntry, Crisis, HealthReport, Member
from hub.members.models.members import PERSONAS
from tests.factories import (
    AddressFactory,
    AudienceFactory,
    BadgeFactory,
    ChallengeFactory,
    ChapterFactory,
    CompanyFactory,
    EventFactory,
    MemberFactory,
    PositionFactory,
    RegistrationFactory,
    TierFactory,
)

ROLES = ("chapter leader", "csm", "manager")


class World:
    """Everything that rules can name, and people who have some of it each."""

    def __init__(self, seed: int = 3, people: int = 30) -> None:
        self.chance = random.Random(seed)
        self.tiers = [TierFactory(threshold=0), TierFactory(threshold=77)]
        self.badges = [BadgeFactory(), BadgeFactory()]
        self.challenges = [ChallengeFactory(), ChallengeFactory()]
        self.chapters = [ChapterFactory(), ChapterFactory()]
        self.events = [EventFactory(chapter=c) for c in (*self.chapters, None)]
        self.companies = [self._company(n) for n in range(4)]
        self.list = AudienceFactory(rule=None)
        self.audiences = [
            self.list,
            AudienceFactory(),
            AudienceFactory(rule={"any": [self.lifetime(500), self.on_list()]}),
        ]
        self.members = [self._member() for _ in range(people)]
        db.session.flush()

    def lifetime(self, points: int) -> dict[str, Any]:
        return {"field": "lifetime", "is": "at_least", "values": [points]}

    def on_list(self) -> dict[str, Any]:
        return {"field": NESTED, "is": "in", "values": [self.list.id]}

    def _maybe(self, values: Any) -> Any:
        return self.chance.choice([None, *values])

    def _some(self, values: Any) -> list[Any]:
        return [value for value in values if self.chance.random() < 0.4]

    def _day(self) -> Any:
        return clock.today() - timedelta(days=self.chance.randint(-3, 60))

    def _company(self, number: int) -> Any:
        company = CompanyFactory(
            segment=self.chance.choice(["", "Enterprise", "SMB"]),
            industry=self.chance.choice(["", "Finance", "Health"]),
            region=self.chance.choice(["", "EMEA", "AMER"]),
            first_value_on=self._maybe([self._day()]),
            in_crisis_until=self._maybe([self._day()]),
        )
        for _time in range(self.chance.randint(0, 3)):
            health = self.chance.choice(["good", "watch", "at_risk"])
            at = clock.now() - timedelta(days=self.chance.randint(0, 9))
            db.session.add(HealthReport(company_id=company.id, health=health, reported_at=at))
            db.session.flush()
        if number == 2:
            db.session.add(Crisis(company_id=company.id, reason="x", opened_on=clock.today()))
        return company

    def _member(self) -> Member:
        member = MemberFactory(
            company=False,
            roles=self._some(ROLES),
            persona=self._maybe(PERSONAS),
            country=self._maybe(["BE", "DE"]),
            locale=self._maybe(["de", "de-AT", "fr"]),
            tags=self._some(["beta", "speaker", "vip"]),
            joined_at=clock.now() - timedelta(days=self.chance.randint(0, 60), hours=5),
            last_seen_at=self._maybe([clock.now() - timedelta(days=self.chance.randint(0, 60))]),
        )
        self._work(member)
        self._earn(member)
        self._take_part(member)
        return member

    def _work(self, member: Member) -> None:
        if self.chance.random() < 0.5:
            at = self.chance.choice(self.companies)
            PositionFactory(member=member, company=at, ended_on=clock.today())
        if self.chance.random() < 0.7:
            PositionFactory(member=member, company=self.chance.choice(self.companies))
        claimed = AddressFactory(member=member, kind="claimed")
        for address in self._some([member.addresses[0], claimed]):
            db.session.add(AudienceEntry(audience_id=self.list.id, email=address.email))

    def _earn(self, member: Member) -> None:
        if self.chance.random() < 0.7:
            tier = self._maybe(self.tiers)
            lifetime = self.chance.choice([0, 1, 499, 500, 2000])
            db.session.add(
                Account(
                    member_id=member.id,
                    balance=0,
                    lifetime=lifetime,
                    tier_id=tier.id if tier else None,
                )
            )
        for badge in self._some(self.badges):
            db.session.add(BadgeAward(member_id=member.id, badge_id=badge.id))

    def _take_part(self, member: Member) -> None:
        for challenge in self._some(self.challenges):
            state = self.chance.choice(["in_progress", "approved", "rejected"])
            db.session.add(
                Attempt(challenge_id=challenge.id, member_id=member.id, state=state, points=1)
            )
        for event in self._some(self.events):
            left_at = self._maybe([clock.now()])
            row = RegistrationFactory(event=event, member=member, left_at=left_at)
            if self.chance.random() < 0.5:
                undone = self.chance.random() < 0.3
                db.session.add(
                    CheckIn(
                        registration_id=row.id,
                        method="name",
                        actor_id=member.id,
                        undone_at=clock.now() if undone else None,
                        undone_by_id=member.id if undone else None,
                    )
                )

    def values(self, name: str) -> list[Any]:
        """What a condition on the field may name: what there is, and what there is not."""
        ids = {
            "tier": self.tiers,
            "badge": self.badges,
            "completed": self.challenges,
            "attended": self.events,
            "chapter": self.chapters,
            "company": self.companies,
            NESTED: self.audiences,
        }
        words = {
            "role": ["advocate", *ROLES],
            "persona": list(PERSONAS),
            "tag": ["beta", "speaker", "vip", "none's"],
            "country": ["BE", "DE", "FR"],
            "language": ["de", "fr", "ja"],
            "segment": ["Enterprise", "SMB"],
            "industry": ["Finance", "Health"],
            "region": ["EMEA", "AMER"],
            "health": ["good", "watch", "at_risk"],
        }
        return [row.id for row in ids[name]] if name in ids else words[name]


def rules(world: World) -> st.SearchStrategy[dict[str, Any]]:
    """Rules of every shape over every field."""
    return st.recursive(
        conditions(world),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=8,
    )


def conditions(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(*(_about(world, name) for name in (*FIELDS, NESTED)))


def _about(world: World, name: str) -> st.SearchStrategy[dict[str, Any]]:
    ops = NESTED_OPS if name == NESTED else FIELDS[name].ops
    return st.sampled_from(ops).flatmap(lambda op: _with_values(world, name, op))


def _with_values(world: World, name: str, op: str) -> st.SearchStrategy[dict[str, Any]]:
    shape = {"field": st.just(name), "is": st.just(op), "values": st.just([])}
    field = FIELDS.get(name)
    if op in ("in", "not_in"):
        shape["values"] = st.lists(
            st.sampled_from(world.values(name)), min_size=1, max_size=3, unique=True
        )
    elif isinstance(field, Number):
        shape["values"] = st.sampled_from([0, 1, 499, 500, 501]).map(lambda n: [n])
    elif op in ("in_last", "not_in_last"):
        shape["values"] = st.integers(0, 61).map(lambda n: [n])
    elif op in ("after", "before"):
        day = st.integers(-4, 61).map(lambda n: clock.today() - timedelta(days=n))
        shape["values"] = day.map(lambda on: [on.isoformat()])
    return st.fixed_dictionaries(shape)
