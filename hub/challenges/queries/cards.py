"""Challenges as members see them: what it is, how far they are, and why it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from hub import clock
from hub.challenges.models import Attempt, Challenge, Step, Submission
from hub.challenges.words import KIND_WORDS
from hub.db import db
from hub.members.models import Member
from hub.members.queries.visibility import visible_to, within_reach
from hub.paging import Key, Page, paginate

# A closing time nearer than this is worth a word.
SOON = timedelta(days=14)
NEW = timedelta(days=7)
QUICK_MINUTES = 5
ACTIVE = ("returned", "in_progress", "waiting")
DONE = ("approved", "rejected")


@dataclass(frozen=True)
class Card:
    """One challenge for one member. `attempt` is None until they begin."""

    challenge: Challenge
    attempt: Attempt | None
    steps: int
    steps_done: int

    @property
    def state(self) -> str:
        """The attempt's state; open or closed where there is none."""
        if self.attempt is not None:
            return self.attempt.state
        return "open" if self.challenge.is_open else "closed"

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
    def why(self) -> Any:
        """Why it is suggested, in a few words."""
        if self.closes_soon:
            return _l("Closes soon")
        if self.challenge.audience_id is not None or self.challenge.space_id is not None:
            return _l("For a few, and you are one of them")
        if self.challenge.minutes <= QUICK_MINUTES:
            return _l("A quick one")
        published_at = self.challenge.published_at
        if published_at is not None and published_at > clock.now() - NEW:
            return _l("New this week")
        return _l("You have not tried this yet")


def in_progress(member: Member, limit: int = 50, *, kind: str = "", q: str = "") -> list[Card]:
    """What the member has begun and what waits for a reviewer; returned work comes first."""
    order = case({state: place for place, state in enumerate(ACTIVE)}, value=Attempt.state)
    challenges = db.session.scalars(
        with_pictures()
        .join(Attempt, _mine(member))
        .where(Attempt.state.in_(ACTIVE), within_reach(member, Challenge), *_filters(kind, q))
        .order_by(order, Attempt.started_at.desc(), Attempt.id.desc())
        .limit(limit)
    ).all()
    return cards_of(member, challenges)


def suggested(member: Member, limit: int = 3) -> list[Card]:
    """What the member could begin now: what closes soon first, then the quickest, then the newest.

    Every card says why.
    """
    soon = func.coalesce(Challenge.closes_at <= clock.now() + SOON, False)
    challenges = db.session.scalars(
        _open_to(member)
        .order_by(
            soon.desc(), Challenge.minutes, Challenge.published_at.desc(), Challenge.id.desc()
        )
        .limit(limit)
    ).all()
    return cards_of(member, challenges)


def open_to(member: Member, at: str | None, *, kind: str = "", q: str = "") -> Page:
    """One page of cards of what the member could begin, newest first."""
    page = paginate(
        _open_to(member).where(*_filters(kind, q)),
        [
            Key(Challenge.published_at, "published_at", descending=True),
            Key(Challenge.id, "id", descending=True),
        ],
        at,
        limit=24,
    )
    return _with_cards(page, cards_of(member, page.items))


def done(member: Member, at: str | None, limit: int = 24) -> Page:
    """One page of cards of what was decided, newest first."""
    page = paginate(
        select(Attempt)
        .join(Challenge)
        .where(
            Attempt.member_id == member.id,
            Attempt.state.in_(DONE),
            within_reach(member, Challenge),
        )
        .options(
            joinedload(Attempt.challenge).options(
                joinedload(Challenge.picture), joinedload(Challenge.space)
            )
        ),
        [
            Key(Attempt.handed_in_at, "handed_in_at", descending=True),
            Key(Attempt.id, "id", descending=True),
        ],
        at,
        limit=limit,
    )
    return _with_cards(page, cards_of(member, [attempt.challenge for attempt in page.items]))


def visible(member: Member, id: int) -> Card | None:
    """The challenge if the member may see it."""
    challenge = db.session.scalar(
        seen_by(member)
        .where(Challenge.id == id)
        .options(joinedload(Challenge.badge), joinedload(Challenge.act_kind))
    )
    return cards_of(member, [challenge])[0] if challenge is not None else None


def preview(challenge: Challenge) -> Card:
    """The challenge as somebody sees it who has not begun."""
    count = sum(step.retired_at is None for step in challenge.steps)
    return Card(challenge, None, count, 0)


def seen_by(member: Member) -> Select[Challenge]:
    """What the member may see: open to them, or begun by them. Never a draft."""
    begun = exists().where(_mine(member))
    fits = and_(Challenge.is_open, visible_to(member, Challenge))
    begun_here = and_(begun, within_reach(member, Challenge))
    return with_pictures().where(Challenge.published_at.is_not(None), or_(begun_here, fits))


def with_pictures() -> Select[Challenge]:
    """Challenges with what a card shows of them."""
    return select(Challenge).options(joinedload(Challenge.picture), joinedload(Challenge.space))


def _open_to(member: Member) -> Select[Challenge]:
    begun = exists().where(_mine(member))
    return with_pictures().where(Challenge.is_open, visible_to(member, Challenge), ~begun)


def _mine(member: Member) -> ColumnElement[bool]:
    return and_(Attempt.challenge_id == Challenge.id, Attempt.member_id == member.id)


def _filters(kind: str, q: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if kind in KIND_WORDS:
        found.append(Challenge.kind == kind)
    if q.strip():
        # "Meetup" finds a "meet-up".
        title, words = func.replace(Challenge.title, "-", ""), q.strip().replace("-", "")
        found.append(title.icontains(words, autoescape=True))
    return found


def _with_cards(page: Page, cards: list[Card]) -> Page:
    return replace(page, items=cards)


def cards_of(member: Member, challenges: Sequence[Challenge]) -> list[Card]:
    """The cards of these challenges, in their order, in three selects."""
    ids = [challenge.id for challenge in challenges]
    attempts = {
        attempt.challenge_id: attempt
        for attempt in db.session.scalars(
            select(Attempt).where(Attempt.member_id == member.id, Attempt.challenge_id.in_(ids))
        )
    }
    steps = _counts(
        select(Step.challenge_id, func.count())
        .where(Step.challenge_id.in_(ids), Step.retired_at.is_(None))
        .group_by(Step.challenge_id)
    )
    done = _counts(
        select(Step.challenge_id, func.count())
        .join(Submission, Submission.step_id == Step.id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(
            Step.challenge_id.in_(ids),
            Step.retired_at.is_(None),
            Attempt.member_id == member.id,
            Submission.done,
        )
        .group_by(Step.challenge_id)
    )
    return [
        Card(
            challenge,
            attempts.get(challenge.id),
            steps.get(challenge.id, 0),
            done.get(challenge.id, 0),
        )
        for challenge in challenges
    ]


def _counts(statement: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)}
