"""Challenges as members see them: what it is, how far they are, and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from hub import clock
from hub.challenges.again import may_begin_after, next_begin
from hub.challenges.models import OPEN, Aside, Attempt, Challenge, Step, Submission
from hub.challenges.queries.locks import Lock, locks_of, unlocked
from hub.challenges.queries.places import Places, places_of
from hub.challenges.queries.reasons import SOON
from hub.challenges.words import KIND_WORDS
from hub.db import db
from hub.members.models import Member
from hub.members.queries.visibility import visible_to, within_reach

Pair = tuple[Challenge, Attempt | None]


@dataclass(frozen=True)
class Card:
    """One challenge for one member. `attempt` is the round shown, None until they begin."""

    challenge: Challenge
    attempt: Attempt | None
    steps: int
    steps_done: int
    # Why it is suggested, in a few words.
    why: Any = None
    locks: Sequence[Lock] = field(default_factory=tuple)
    places: Places | None = None
    aside: Aside | None = None

    @property
    def state(self) -> str:
        """The attempt's state; where there is none one of scheduled, locked, open, closed."""
        if self.attempt is not None:
            return self.attempt.state
        if self.challenge.is_open:
            return "locked" if self.locks else "open"
        return "scheduled" if self.challenge.is_scheduled else "closed"

    @property
    def points(self) -> int:
        """What it earns this member: the promise, once there is one."""
        return self.attempt.points if self.attempt is not None else self.challenge.points

    @property
    def kind(self) -> Any:
        return KIND_WORDS[self.challenge.kind].name

    @property
    def icon(self) -> str:
        return KIND_WORDS[self.challenge.kind].icon

    @property
    def closes_soon(self) -> bool:
        closes_at = self.challenge.closes_at
        return closes_at is not None and clock.now() < closes_at <= clock.now() + SOON

    @property
    def again_at(self) -> datetime | None:
        """From when on another round can follow the one shown, if ever."""
        return next_begin(self.challenge, self.attempt) if self.attempt is not None else None

    @property
    def is_ready(self) -> bool:
        """Whether the member may begin a round now, places aside."""
        ready = may_begin_after(self.challenge, self.attempt)
        return self.challenge.is_open and not self.locks and ready

    @property
    def has_place(self) -> bool:
        """Whether there is a place to begin in."""
        return self.places is None or self.places.promised or self.places.left > 0


def visible(member: Member, id: int, *, round: int | None = None) -> Card | None:
    """The challenge if the member may see it, at their newest round or the one given."""
    challenge = db.session.scalar(
        seen_by(member)
        .where(Challenge.id == id)
        .options(joinedload(Challenge.badge), joinedload(Challenge.act_kind))
    )
    if challenge is None:
        return None
    if round is None:
        return with_asides(member, cards_of(member, [challenge]))[0]
    attempt = db.session.scalar(_attempts(member, [id]).where(Attempt.round == round))
    return build(member, [(challenge, attempt)])[0] if attempt is not None else None


def preview(challenge: Challenge) -> Card:
    """The challenge as somebody sees it who has not begun."""
    count = sum(step.retired_at is None for step in challenge.steps)
    return Card(challenge, None, count, 0)


def seen_by(member: Member) -> Select[Challenge]:
    """What the member may see."""
    return with_pictures().where(seen(member))


def seen(member: Member) -> ColumnElement[bool]:
    """Open to the member, announced, or begun by them. Never a draft."""
    begun = exists().where(mine(member))
    ready = and_(Challenge.is_open, or_(unlocked(member), Challenge.shown_locked))
    announced = and_(Challenge.is_scheduled, Challenge.announced)
    fits = and_(or_(ready, announced), visible_to(member, Challenge))
    begun_here = and_(begun, within_reach(member, Challenge))
    return and_(Challenge.published_at.is_not(None), or_(begun_here, fits))


def with_pictures() -> Select[Challenge]:
    """Challenges with what a card shows of them."""
    return select(Challenge).options(
        joinedload(Challenge.picture), joinedload(Challenge.space), joinedload(Challenge.audience)
    )


def mine(member: Member) -> ColumnElement[bool]:
    """Attempts of the member's at a challenge; what was given up is as if never begun."""
    return and_(
        Attempt.challenge_id == Challenge.id,
        Attempt.member_id == member.id,
        Attempt.state != "given_up",
    )


def cards_of(
    member: Member, challenges: Sequence[Challenge], whys: Mapping[int, Any] | None = None
) -> list[Card]:
    """The cards of these challenges, in their order, each at the member's newest round.

    In: `whys`, sentences for what is suggested, which is shown as not begun.
    """
    if whys is not None:
        return build(member, [(one, None) for one in challenges], whys)
    ids = [challenge.id for challenge in challenges]
    newest = {one.challenge_id: one for one in db.session.scalars(_attempts(member, ids))}
    return build(member, [(one, newest.get(one.id)) for one in challenges])


def build(
    member: Member, pairs: Sequence[Pair], whys: Mapping[int, Any] | None = None
) -> list[Card]:
    """The cards of challenges at these rounds, in so many selects however many there are."""
    challenges = [challenge for challenge, _attempt in pairs]
    ids = [challenge.id for challenge in challenges]
    steps = _counts(
        select(Step.challenge_id, func.count())
        .where(Step.challenge_id.in_(ids), Step.retired_at.is_(None))
        .group_by(Step.challenge_id)
    )
    done = _steps_done([attempt.id for _challenge, attempt in pairs if attempt is not None])
    closed = [one for one, attempt in pairs if attempt is None or attempt.state not in OPEN]
    locks = locks_of(member, closed)
    places = places_of(member, challenges)
    return [
        Card(
            one,
            attempt,
            steps.get(one.id, 0),
            done.get(attempt.id, 0) if attempt is not None else 0,
            (whys or {}).get(one.id),
            locks.get(one.id, ()),
            places.get(one.id),
        )
        for one, attempt in pairs
    ]


def with_asides(member: Member, cards: Sequence[Card]) -> list[Card]:
    """The cards with what the member said when they put them aside."""
    asides = select(Aside).where(
        Aside.member_id == member.id,
        Aside.challenge_id.in_([card.challenge.id for card in cards]),
        Aside.back_at.is_(None),
    )
    found = {aside.challenge_id: aside for aside in db.session.scalars(asides)}
    return [replace(card, aside=found.get(card.challenge.id)) for card in cards]


def _attempts(member: Member, challenge_ids: Sequence[int]) -> Select[Attempt]:
    return (
        select(Attempt)
        .where(
            Attempt.member_id == member.id,
            Attempt.challenge_id.in_(challenge_ids),
            Attempt.state != "given_up",
        )
        .order_by(Attempt.round)
    )


def _steps_done(attempt_ids: Sequence[int]) -> dict[int, int]:
    return _counts(
        select(Submission.attempt_id, func.count())
        .join(Step, Step.id == Submission.step_id)
        .where(Submission.attempt_id.in_(attempt_ids), Step.retired_at.is_(None), Submission.done)
        .group_by(Submission.attempt_id)
    )


def _counts(statement: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)}
