"""Where the demo programme has the object that a page is about."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from hub import clock
from hub.branding.models import BUILT_IN
from hub.challenges.models import Attempt, Challenge, Step
from hub.challenges.queries import open_to
from hub.db import db
from hub.events.models import Chapter, ChapterLeader, CheckIn, Event, Registration
from hub.members.models import Audience, Member, Position, SpaceReader
from hub.members.newsletters import token_for
from hub.members.queries.spaces import spaces_of
from hub.rewards.models import Redemption, Reward
from tests.pages.listed import Find


def first(model: Any, *where: ColumnElement[bool], column: str = "id") -> Find:
    """The first row of that kind, whoever looks."""
    return lambda _who: _one(select(getattr(model, column)).where(*where).order_by(model.id))


def latest(model: Any, *where: ColumnElement[bool]) -> Find:
    return lambda _who: _one(select(model.id).where(*where).order_by(model.id.desc()))


def own_attempt(state: str) -> Find:
    """The challenge at which the member is that far."""
    return lambda who: _one(
        select(Attempt.challenge_id)
        .where(Attempt.member_id == who.id, Attempt.state == state)
        .order_by(Attempt.id.desc())
    )


def attempt_done_elsewhere(_who: Member | None) -> int:
    return _one(
        select(Attempt.id)
        .join(Step, Step.challenge_id == Attempt.challenge_id)
        .where(Step.kind == "elsewhere", Attempt.state == "in_progress")
    )


def nothing(_who: Member | None) -> str:
    """For pages about a member like this one, which another may not have."""
    return ""


def look_as_shipped(_who: Member | None) -> int:
    return BUILT_IN


def untouched_challenge(who: Member | None) -> int:
    assert who
    return open_to(who, None).items[0].challenge.id


def full_challenge(_who: Member | None) -> int:
    return _one(select(Challenge.id).where(Challenge.seats.is_not(None)))


def own_place(who: Member | None) -> int:
    assert who
    places = select(Attempt.challenge_id).join(Challenge).where(Challenge.seats.is_not(None))
    return _one(places.where(Attempt.member_id == who.id))


def locked_challenge(_who: Member | None) -> int:
    return _one(select(Challenge.id).where(Challenge.shown_locked))


def announced_challenge(_who: Member | None) -> int:
    return _one(select(Challenge.id).where(Challenge.announced))


def translations_of_challenge(_who: Member | None) -> tuple[str, int]:
    return "challenges", _one(select(Challenge.id).order_by(Challenge.id))


def nested_audience(_who: Member | None) -> int:
    return _one(select(Audience.id).where(Audience.rule.has_key("all")).order_by(Audience.id))


def people_list(_who: Member | None) -> int:
    return _one(select(Audience.id).where(Audience.rule.is_(None)))


def own_redemption(state: str) -> Find:
    return lambda who: _one(
        select(Redemption.id)
        .where(Redemption.member_id == who.id, Redemption.state == state)
        .order_by(Redemption.id)
    )


def reward(*where: ColumnElement[bool]) -> Find:
    """The dearest or the cheapest would do; the cheapest can be afforded."""
    published = (Reward.published_at.is_not(None), Reward.closed_at.is_(None))
    return lambda _who: _one(select(Reward.id).where(*published, *where).order_by(Reward.cost))


def event(*, past: bool = False, registered: bool = False) -> Find:
    """A published event, to come or over, with or without the member."""

    def find(who: Member | None) -> Any:
        assert who
        there = (
            select(Registration.id)
            .where(
                Registration.event_id == Event.id,
                Registration.member_id == who.id,
                Registration.left_at.is_(None),
            )
            .exists()
        )
        now = clock.now()
        return _one(
            select(Event.id)
            .where(Event.published_at.is_not(None), Event.cancelled_at.is_(None))
            .where(Event.ends_at < now if past else Event.starts_at > now)
            .where(there if registered else ~there)
            .order_by(Event.starts_at.desc() if past else Event.starts_at)
        )

    return find


def managed_event(*, past: bool = False, own: bool = False) -> Find:
    """An event with people, as its manager or its chapter's leader sees it."""

    def find(who: Member | None) -> Any:
        assert who
        now = clock.now()
        found = (
            select(Event.id)
            .join(Registration)
            .where(Event.published_at.is_not(None), Event.cancelled_at.is_(None))
            .where(Event.ends_at < now if past else Event.starts_at > now)
            .order_by(Event.starts_at.desc(), Event.id)
        )
        if past:
            found = found.join(CheckIn)
        if own:
            found = found.join(ChapterLeader, ChapterLeader.chapter_id == Event.chapter_id)
            found = found.where(ChapterLeader.member_id == who.id)
        return _one(found)

    return find


def waiting_review(who: Member | None) -> Any:
    assert who
    return _one(
        select(Attempt.id)
        .where(Attempt.state == "waiting", Attempt.member_id != who.id)
        .order_by(Attempt.handed_in_at)
    )


def busy_member(who: Member | None) -> Any:
    """A member with points, badges and a face; not the one who looks."""
    assert who
    return _one(
        select(Member.id)
        .where(Member.id != who.id, Member.picture_id.is_not(None))
        .where(Member.findable_since.is_not(None))
        .where(select(Attempt.id).where(Attempt.member_id == Member.id).exists())
        .order_by(Member.id)
    )


def employed_member(_who: Member | None) -> Any:
    return _one(
        select(Position.member_id)
        .where(Position.ended_on.is_(None))
        .where(select(Attempt.id).where(Attempt.member_id == Position.member_id).exists())
        .order_by(Position.member_id)
    )


def busy_chapter(_who: Member | None) -> Any:
    return _one(
        select(Chapter.slug)
        .join(Event)
        .where(Event.published_at.is_not(None), Event.starts_at > clock.now())
        .order_by(Chapter.id)
    )


def draft_challenge(_who: Member | None) -> Any:
    return _one(select(Challenge.id).where(Challenge.published_at.is_(None)).order_by(Challenge.id))


def part(name: str, find: Find) -> Find:
    """What was done in that room by what `find` finds."""
    return lambda who: (find(who), name)


def own_space(who: Member | None) -> str:
    assert who
    return spaces_of(who)[0].slug


def newsletter_token(_who: Member | None) -> str:
    """The way out of somebody's newsletter."""
    reader = db.session.scalars(select(SpaceReader).limit(1)).one()
    return token_for(reader.space_id, reader.member_id)


def _one(statement: Select[Any]) -> Any:
    return db.session.scalar(statement.limit(1))
