"""What the demo knows while it is being made."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hub.advocacy.models import ActKind
from hub.challenges.models import Challenge, Step
from hub.demo.drawing import Studio
from hub.demo.timeline import Timeline, decent
from hub.events.models import Chapter, Event
from hub.ledger.models import Badge
from hub.members.models import Company, Member
from hub.rewards.models import Reward

# The programme began a year ago; those who run it were there a day earlier.
LAUNCH = -365.0


@dataclass
class Person:
    """Somebody at a customer, before and after they join."""

    key: str
    given: str
    family: str
    email: str
    title: str
    account_id: str
    city: str
    country: str
    timezone: str
    look: str
    tones: list[int]
    bio: str
    joins: datetime
    started_days: int
    # Between these two they may be asked: after first value, before a crisis. None: not at all.
    asked_from: datetime | None
    asked_until: datetime
    role: str = "advocate"
    # How many challenges they will take up in the year, and whether they show their face.
    zeal: int = 0
    has_portrait: bool = False
    leaves: datetime | None = None
    moves_to: str | None = None
    personal_email: str | None = None
    # Follows a script of their own, and nothing happens to them by chance.
    scripted: bool = False
    tried: set[str] = field(default_factory=set)
    _member: Member | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def is_findable(self) -> bool:
        """Most people agree that others may find them."""
        return self.scripted or int(self.key) % 8 != 0

    @property
    def portrait(self) -> str:
        return f"portrait-{self.key}"

    @property
    def member(self) -> Member:
        if self._member is None:
            raise RuntimeError(f"{self.email} has not joined yet")
        return self._member

    @member.setter
    def member(self, member: Member) -> None:
        self._member = member

    def may_be_asked(self, at: datetime) -> bool:
        """Whether they are here, and their company is in a state for it."""
        return self.asked_from is not None and self.asked_from <= at <= self.asked_until


@dataclass(frozen=True)
class Offer:
    """A challenge on the hub with what the data files say of it."""

    challenge: Challenge
    steps: list[Step]
    data: dict[str, Any]


@dataclass
class World:
    """Everybody and everything, by the names that the data files use."""

    now: datetime
    rng: Random
    timeline: Timeline
    studio: Studio
    people: list[Person]
    companies: dict[str, Company] = field(default_factory=dict)
    badges: dict[str, Badge] = field(default_factory=dict)
    act_kinds: dict[str, ActKind] = field(default_factory=dict)
    audiences: dict[str, int] = field(default_factory=dict)
    staff: dict[str, Member] = field(default_factory=dict)
    chapters: dict[str, Chapter] = field(default_factory=dict)
    challenges: dict[str, Offer] = field(default_factory=dict)
    rewards: dict[str, Reward] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    # Who has something open in these days, so that it is not one person's every time.
    busy: set[str] = field(default_factory=set)

    def day(self, days: float) -> datetime:
        """The instant that many days from now."""
        return self.now + timedelta(days=days)

    def by_day(self, days: float) -> datetime:
        """That many days ago, when the manager was at work; never later than now."""
        zone = ZoneInfo(self.manager.timezone or "UTC")
        at = decent(self.day(-days), zone)
        return at if at <= self.now else decent(at - timedelta(days=1), zone)

    def date(self, days: int | None) -> date | None:
        return None if days is None else self.day(days).date()

    def key(self) -> uuid.UUID:
        """A request key, as a page would make it."""
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def person(self, email: str) -> Person:
        return next(person for person in self.people if person.email == email)

    @property
    def manager(self) -> Member:
        """Maren, who decides most things."""
        return self.staff["manager@demo.example"]

    def reviewer(self, person: Person) -> Member:
        """Tobias looks after most of the Americas, Maren after everybody."""
        region = self.companies[person.account_id].region
        if region == "AMER" and self.rng.random() < 0.8:
            return self.staff["tobias.adeyemi@quaylight.example"]
        return self.manager
