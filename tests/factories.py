"""One factory per model. They flush and never commit."""

from datetime import timedelta
from typing import Any

import factory

from hub import clock
from hub.advocacy.models import Act, ActKind, Ask
from hub.challenges.models import Attempt, Challenge, Step
from hub.db import db
from hub.events.models import Chapter, Event, Registration
from hub.ledger.models import Badge, Tier
from hub.ledger.operations import Cause, award
from hub.members.models import Address, Audience, Company, Member, Note, Position, Space
from hub.members.operations.people import grant_role
from hub.rewards.models import Redemption, Reward


class Factory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"


class CompanyFactory(Factory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n}")
    name_key = factory.LazyAttribute(lambda o: Company.key_of(o.name))
    account_id = factory.Sequence(lambda n: f"AC-{n}")


class MemberFactory(Factory):
    """A member with the advocate's role, a work address and a current position.

    `roles=("manager",)` adds roles; `company=False` makes somebody without a position.
    """

    class Meta:
        model = Member

    given_name = factory.Sequence(lambda n: f"Ada{n}")
    family_name = "Example"
    # Otherwise the first request of each would also note that they are here.
    last_seen_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def email(self: Any, create: bool, extracted: str | None, **kwargs: Any) -> None:
        AddressFactory(member=self, email=extracted or f"member-{self.id}@work.example")

    @factory.post_generation
    def company(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted is None:
            PositionFactory(member=self)
        elif extracted:
            PositionFactory(member=self, company=extracted)

    @factory.post_generation
    def roles(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        for role in ("advocate", *(extracted or ())):
            grant_role(self, role, by=None)


class AddressFactory(Factory):
    class Meta:
        model = Address

    member = factory.SubFactory(MemberFactory)
    email = factory.Sequence(lambda n: f"address-{n}@work.example")
    kind = "work"


class PositionFactory(Factory):
    class Meta:
        model = Position

    member = factory.SubFactory(MemberFactory)
    company = factory.SubFactory(CompanyFactory)
    title = "Analyst"


class AudienceFactory(Factory):
    """Those who left their company, unless `rule` says otherwise; `rule=None` is a list."""

    class Meta:
        model = Audience

    name = factory.Sequence(lambda n: f"Audience {n}")
    rule = factory.LazyFunction(lambda: {"field": "alumni", "is": "yes", "values": []})
    changed_at = factory.LazyFunction(clock.now)


class SpaceFactory(Factory):
    """An open space of a company."""

    class Meta:
        model = Space

    slug = factory.Sequence(lambda n: f"space-{n}")
    name = factory.Sequence(lambda n: f"Space {n}")
    company = factory.SubFactory(CompanyFactory)
    published_at = factory.LazyFunction(clock.now)


class NoteFactory(Factory):
    """A note about a member, unless a company is given."""

    class Meta:
        model = Note

    member = factory.Maybe("company", None, factory.SubFactory(MemberFactory))
    company = None
    body = "Likes to be called on Fridays."
    written_by = factory.SubFactory(MemberFactory)


class TierFactory(Factory):
    class Meta:
        model = Tier

    name = factory.Sequence(lambda n: f"Tier {n}")
    threshold = factory.Sequence(lambda n: n * 1000)
    tone = "bronze"


class BadgeFactory(Factory):
    class Meta:
        model = Badge

    slug = factory.Sequence(lambda n: f"badge-{n}")
    name = factory.Sequence(lambda n: f"Badge {n}")
    description = "For doing it."
    icon = "star"
    tone = "gold"


class ActKindFactory(Factory):
    class Meta:
        model = ActKind

    slug = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Kind {n}")
    direction = "withdrawal"
    value = 5


class ActFactory(Factory):
    """An act of today by a member with a company; `deposit=True` is one of ours for them."""

    class Meta:
        model = Act

    class Params:
        deposit = False

    kind = factory.LazyAttribute(
        lambda o: ActKindFactory(direction="deposit" if o.deposit else "withdrawal")
    )
    direction = factory.LazyAttribute(lambda o: o.kind.direction)
    value = factory.LazyAttribute(lambda o: o.kind.value)
    member = factory.SubFactory(MemberFactory)
    company_id = factory.LazyAttribute(lambda o: o.member.company and o.member.company.id)
    occurred_on = factory.LazyFunction(clock.today)
    source = factory.Sequence(lambda n: f"test:{n}")


class AskFactory(Factory):
    """An open ask of today."""

    class Meta:
        model = Ask

    kind = factory.SubFactory(ActKindFactory)
    weight = factory.LazyAttribute(lambda o: o.kind.weight)
    value = factory.LazyAttribute(lambda o: o.kind.value)
    member = factory.SubFactory(MemberFactory)
    company_id = factory.LazyAttribute(lambda o: o.member.company and o.member.company.id)
    asked_on = factory.LazyFunction(clock.today)
    source = factory.Sequence(lambda n: f"test:{n}")


class ChallengeFactory(Factory):
    """An open challenge without steps."""

    class Meta:
        model = Challenge

    title = factory.Sequence(lambda n: f"Challenge {n}")
    summary = "Something worth doing."
    kind = "feedback"
    points = 100
    minutes = 10
    published_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))


class StepFactory(Factory):
    """An answer of any length."""

    class Meta:
        model = Step

    challenge = factory.SubFactory(ChallengeFactory)
    place = factory.Sequence(lambda n: n)
    kind = "answer"
    title = "What do you think?"
    settings = factory.LazyFunction(dict)


class AttemptFactory(Factory):
    class Meta:
        model = Attempt

    challenge = factory.SubFactory(ChallengeFactory)
    member = factory.SubFactory(MemberFactory)
    points = factory.SelfAttribute("challenge.points")
    handed_in_at = None
    due_at = factory.LazyAttribute(lambda o: o.handed_in_at and o.handed_in_at + timedelta(days=3))


class RewardFactory(Factory):
    """An open reward with five in stock."""

    class Meta:
        model = Reward

    title = factory.Sequence(lambda n: f"Reward {n}")
    summary = "Something nice."
    kind = "swag"
    cost = 100
    stock = 5
    published_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))


class RedemptionFactory(Factory):
    class Meta:
        model = Redemption

    reward = factory.SubFactory(RewardFactory)
    member = factory.SubFactory(MemberFactory)
    request_key = factory.Faker("uuid4", cast_to=None)
    cost = factory.SelfAttribute("reward.cost")


class ChapterFactory(Factory):
    class Meta:
        model = Chapter

    slug = factory.Sequence(lambda n: f"chapter-{n}")
    name = factory.Sequence(lambda n: f"Chapter {n}")
    city = "Ghent"
    country = "BE"
    timezone = "Europe/Brussels"


class EventFactory(Factory):
    """A published event that starts in a week."""

    class Meta:
        model = Event

    title = factory.Sequence(lambda n: f"Event {n}")
    summary = "Meet each other."
    kind = "user_group"
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=2))
    timezone = "Europe/Brussels"
    points = 50
    check_in_code = "BLUE42"
    published_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))


class RegistrationFactory(Factory):
    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)


def give_points(member: Member, points: int, key: str = "") -> None:
    """Points out of the blue, by the ledger's own verb."""
    cause = Cause(member, "A gift", key or f"gift:{member.id}:{points}")
    award(member.id, points, cause)
