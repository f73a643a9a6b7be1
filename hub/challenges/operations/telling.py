"""Steps that complete themselves, by what the hub knows or is told."""

from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub import audit, clock
from hub.challenges.models import OPEN, Attempt, Challenge, Step, Submission
from hub.challenges.steps import KINDS, Content, problem
from hub.challenges.steps.told import Looked
from hub.db import db, locked
from hub.members.models import Member
from hub.refusals import Refusal

LOOKED = frozenset(key for key, kind in KINDS.items() if isinstance(kind, Looked))
_AT_ONCE = 1000


class NotUnderWay(Refusal):
    """There is nothing of the member's that could be completed."""


def look_again(attempts: Sequence[Attempt], kinds: Collection[str] = LOOKED) -> None:
    """Say of these attempts what the hub knows now, at steps of these kinds.

    What is no longer so, because an act was taken back or a picture removed, is open again.
    """
    challenges = {attempt.challenge_id for attempt in attempts}
    steps = db.session.scalars(
        select(Step)
        .where(Step.challenge_id.in_(challenges), Step.kind.in_(kinds), Step.retired_at.is_(None))
        .order_by(Step.id)
    ).all()
    for step in steps:
        _look_at(step, [a for a in attempts if a.challenge_id == step.challenge_id])


def look_again_at(challenge: Challenge) -> None:
    """The same for everybody who is under way: its steps have changed."""
    attempts = db.session.scalars(
        select(Attempt)
        .where(Attempt.challenge_id == challenge.id, Attempt.state.in_(OPEN))
        .order_by(Attempt.id)
    )
    for some in attempts.partitions(_AT_ONCE):
        look_again(some)


def look_again_for(member_id: int, kinds: Collection[str]) -> None:
    """The same for all that one member has under way: something was heard of them."""
    attempts = db.session.scalars(
        select(Attempt)
        .where(
            Attempt.member_id == member_id,
            Attempt.state.in_(OPEN),
            Attempt.challenge_id.in_(select(Step.challenge_id).where(Step.kind.in_(kinds))),
        )
        .order_by(Attempt.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    look_again(attempts, kinds)


def complete_elsewhere(step: Step, member: Member, note: str, by: Member) -> Submission:
    """Another system, or a manager, says that the member has done what the step asks.

    Said twice, the first stays. Raises `NotUnderWay` when the member has not begun, or it is
    decided already.
    """
    begun = db.session.scalar(
        select(Attempt).where(
            Attempt.challenge_id == step.challenge_id,
            Attempt.member_id == member.id,
            Attempt.state.in_(OPEN),
        )
    )
    attempt = locked(Attempt, begun.id) if begun is not None else None
    if attempt is None or attempt.state not in OPEN or step.retired_at is not None:
        raise NotUnderWay(
            _l("%(name)s is not working at this now, so it cannot be completed.", name=member.name)
        )
    known = _submissions(step, [attempt.id]).get(attempt.id)
    if known is not None and known.found:
        return known
    said = {"by": by.id, "note": note.strip(), "on": clock.today().isoformat()}
    made = _say(step, attempt.id, said)
    audit.record(by, "step.completed_elsewhere", step, after={"member": member.id, **said})
    return made


def _look_at(step: Step, attempts: Sequence[Attempt]) -> None:
    kind = KINDS[step.kind]
    assert isinstance(kind, Looked)
    facts = kind.facts(step, [attempt.member_id for attempt in attempts])
    known = _submissions(step, [attempt.id for attempt in attempts])
    for attempt in attempts:
        fact = facts.get(attempt.member_id, {})
        before = known[attempt.id].found if attempt.id in known else {}
        # What was so already keeps its day, unless it is another act by now.
        if bool(fact) != bool(before) or fact.get("act") != before.get("act"):
            _say(step, attempt.id, fact)


def _say(step: Step, attempt_id: int, found: Content) -> Submission:
    """Put it there, whoever writes at the same time."""
    db.session.execute(
        insert(Submission)
        .values(attempt_id=attempt_id, step_id=step.id, content={}, saved_at=clock.now())
        .on_conflict_do_nothing(index_elements=["attempt_id", "step_id"])
    )
    submission = _submissions(step, [attempt_id])[attempt_id]
    submission.found, submission.saved_at = found, clock.now()
    submission.done = problem(step, submission) is None
    db.session.flush()
    return submission


def _submissions(step: Step, attempt_ids: Collection[int]) -> dict[int, Submission]:
    rows = db.session.scalars(
        select(Submission).where(
            Submission.step_id == step.id, Submission.attempt_id.in_(attempt_ids)
        )
    )
    return {row.attempt_id: row for row in rows}
