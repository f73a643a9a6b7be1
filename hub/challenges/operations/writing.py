"""Managers write challenges, publish and close them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from hub import audit, clock
from hub.challenges.models import OPEN, Attempt, Challenge, Step, Submission
from hub.challenges.operations.limits import LIMITS, LimitsPlan, require_limits
from hub.challenges.operations.requirements import require_no_circle
from hub.challenges.operations.rules import MOST_STEPS, BadStep, TooManySteps, require_honest
from hub.challenges.operations.seats import offer_seats
from hub.challenges.operations.telling import LOOKED, look_again_at
from hub.challenges.steps import KINDS, problem, settings_problem
from hub.db import db, locked
from hub.members.models import Member
from hub.refusals import Refusal


class NotNow(Refusal):
    """The challenge is not in a state for that."""


@dataclass(frozen=True)
class StepPlan:
    """A step as a manager wants it. `id` names the step that it changes; None makes a new one."""

    kind: str
    title: str
    help: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ChallengePlan(LimitsPlan):
    """A challenge as a manager wants it, with its steps in order."""

    title: str
    summary: str
    kind: str
    points: int
    minutes: int
    description: str = ""
    badge_id: int | None = None
    act_kind_id: int | None = None
    picture_id: uuid.UUID | None = None
    steps: Sequence[StepPlan] = ()


_COLUMNS = (
    "title", "summary", "kind", "points", "minutes", "description", "audience_id",
    "space_id", "closes_at", "badge_id", "act_kind_id", "picture_id", *LIMITS,
)  # fmt: skip
# What templates hold where a manager's own link or code belongs; a name that no host can have.
TO_REPLACE = "replace-me.invalid"
PLACEHOLDER = "REPLACE ME"
_RETIRED_PLACES = 1_000_000


def create(plan: ChallengePlan, by: Member) -> Challenge:
    """A new draft. Raises `RatingRule`, `BadStep` and `BadLimits`."""
    _require_sound(plan)
    challenge = Challenge(created_by_id=by.id)
    with audit.recorded(by, "challenge.created", challenge):
        _apply(challenge, plan)
        db.session.add(challenge)
    _write_steps(challenge, plan.steps)
    return challenge


def update(challenge: Challenge, plan: ChallengePlan, by: Member) -> None:
    """Make the challenge and its steps what the plan says.

    What was promised to those who have begun, and what they handed in, stays as it is. Seats that
    are added go to those who wait. Raises `RatingRule`, `BadStep`, `BadLimits`, `Circle`, and
    `NotNow` when a published challenge would lose its last step.
    """
    _require_sound(plan)
    challenge = _locked(challenge)
    if challenge.published_at is not None and not plan.steps:
        raise NotNow(_l("A published challenge needs at least one step."))
    require_no_circle(challenge, plan.requires_challenge_id)
    before = _steps_on_record(challenge)
    with audit.recorded(by, "challenge.updated", challenge):
        _apply(challenge, plan)
    offer_seats(challenge)
    _write_steps(challenge, plan.steps)
    after = _steps_on_record(challenge)
    if before != after:
        audit.record(
            by, "challenge.steps_updated", challenge, before={"steps": before},
            after={"steps": after},
        )  # fmt: skip


def publish(challenge: Challenge, by: Member) -> None:
    """Open it to its audience. Raises `NotNow` when it is published, empty, or past its close."""
    challenge = _locked(challenge)
    if challenge.published_at is not None:
        raise NotNow(_l("This challenge is published already."))
    if not any(step.retired_at is None for step in challenge.steps):
        raise NotNow(_l("Add at least one step, so that members have something to do."))
    _require_own_links(challenge)
    _require_future_close(challenge)
    with audit.recorded(by, "challenge.published", challenge):
        challenge.published_at = clock.now()


def close(challenge: Challenge, by: Member) -> None:
    """Take it off the list. What waits is still reviewed. Raises `NotNow`."""
    challenge = _locked(challenge)
    if challenge.published_at is None or challenge.closed_at is not None:
        raise NotNow(_l("This challenge is not open."))
    with audit.recorded(by, "challenge.closed", challenge):
        challenge.closed_at = clock.now()


def reopen(challenge: Challenge, by: Member) -> None:
    """Put it back on the list. Raises `NotNow`, also when its closing time has passed."""
    challenge = _locked(challenge)
    if challenge.published_at is None or challenge.is_open:
        raise NotNow(_l("Only a closed challenge can be reopened."))
    _require_future_close(challenge)
    with audit.recorded(by, "challenge.reopened", challenge):
        challenge.closed_at = None
    offer_seats(challenge)


def duplicate(challenge: Challenge, by: Member) -> Challenge:
    """A new draft with the same words and steps, and no opening or closing time."""
    values = {name: getattr(challenge, name) for name in _COLUMNS}
    values["title"] = _("Copy of %(title)s", title=challenge.title)
    values["opens_at"] = values["closes_at"] = None
    steps = tuple(
        StepPlan(step.kind, step.title, step.help, dict(step.settings))
        for step in challenge.steps
        if step.retired_at is None
    )
    return create(ChallengePlan(**values, steps=steps), by)


def _locked(challenge: Challenge) -> Challenge:
    row = locked(Challenge, challenge.id)
    assert row is not None, "challenges are never deleted"
    return row


def _require_sound(plan: ChallengePlan) -> None:
    if len(plan.steps) > MOST_STEPS:
        raise TooManySteps
    texts = [plan.title, plan.summary, plan.description]
    for step in plan.steps:
        texts += [step.title, step.help, *KINDS[step.kind].texts(step.settings)]
        found = settings_problem(step.kind, step.settings)
        if found:
            raise BadStep(found[1])
    require_honest(plan.kind, texts)
    require_limits(plan)


def _require_own_links(challenge: Challenge) -> None:
    """A template's link leads nowhere until the manager puts their own in."""
    for step in challenge.steps:
        url, codes = step.settings.get("url") or "", step.settings.get("codes") or []
        if step.retired_at is None and (TO_REPLACE in url or PLACEHOLDER in codes):
            raise NotNow(
                _l(
                    "“%(title)s” still has what the template came with. Put your own link or "
                    "code in.",
                    title=step.title,
                )
            )


def _require_future_close(challenge: Challenge) -> None:
    if challenge.closes_at is not None and challenge.closes_at <= clock.now():
        raise NotNow(_l("Its closing time has passed. Choose a later one first."))


def _apply(challenge: Challenge, plan: ChallengePlan) -> None:
    for name in _COLUMNS:
        setattr(challenge, name, getattr(plan, name))
    challenge.tags = list(plan.tags)


def _steps_on_record(challenge: Challenge) -> list[dict[str, Any]]:
    names = ("id", "kind", "title", "help", "settings")
    return [
        {name: getattr(step, name) for name in names}
        for step in challenge.steps
        if step.retired_at is None
    ]


def _write_steps(challenge: Challenge, plans: Sequence[StepPlan]) -> None:
    """Steps as planned; those that members worked at are retired, not deleted or turned over."""
    present = _lock_steps(challenge)
    kept: set[int] = set()
    changed: list[Step] = []
    for place, plan in enumerate(plans):
        step = present.get(plan.id) if plan.id is not None else None
        if step is not None and step.kind == plan.kind and step.id not in kept:
            kept.add(step.id)
        else:
            step = Step(challenge_id=challenge.id, kind=plan.kind)
            db.session.add(step)
        step.place, step.title, step.help = place, plan.title, plan.help
        if step.settings != plan.settings:
            step.settings = dict(plan.settings)
            changed.append(step)
    for step in present.values():
        if step.id not in kept:
            _drop(step)
    db.session.flush()
    for step in changed:
        _judge_anew(step)
    if any(step.kind in LOOKED for step in changed):
        look_again_at(challenge)
    db.session.expire(challenge, ["steps"])


def _judge_anew(step: Step) -> None:
    """What counts as done at the step, where that is not decided yet."""
    given = db.session.scalars(
        select(Submission)
        .join(Attempt)
        .where(Submission.step_id == step.id, Attempt.state.in_(OPEN))
        .execution_options(populate_existing=True)
    )
    for submission in given:
        submission.done = problem(step, submission) is None
    db.session.flush()


def _lock_steps(challenge: Challenge) -> dict[int, Step]:
    """The current steps, locked: a draft being written at one of them is waited for."""
    rows = db.session.scalars(
        select(Step)
        .where(Step.challenge_id == challenge.id, Step.retired_at.is_(None))
        .order_by(Step.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def _drop(step: Step) -> None:
    used = db.session.scalar(select(exists().where(Submission.step_id == step.id)))
    if used:
        step.retired_at = clock.now()
        # Out of the way of every place that a current step, or another retired one, can have.
        step.place = _RETIRED_PLACES + step.id
    else:
        db.session.delete(step)
