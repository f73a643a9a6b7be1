"""A member takes up a challenge, works at it, and hands it in."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, exists, select

from hub import clock
from hub.challenges.models import Attempt, Challenge, Review, Step, Submission
from hub.challenges.operations.answers import Seen, put
from hub.challenges.operations.promises import promise_for
from hub.challenges.operations.seats import free_seat
from hub.challenges.operations.telling import look_again
from hub.challenges.steps import Content, kind_of, problem
from hub.db import db, locked
from hub.documents import Document
from hub.members.models import Member
from hub.members.queries.visibility import may_see
from hub.pictures import Picture
from hub.refusals import NotAllowed, Refusal


class ChallengeClosed(Refusal):
    """It can be neither taken up nor handed in any more."""

    def __init__(self) -> None:
        super().__init__(_l("This challenge has closed. What you wrote is kept here for you."))


class NotForYou(NotAllowed):
    """The challenge is for others, or the work is somebody else's."""


class NotEditable(Refusal):
    """It is out of the member's hands: waiting or decided."""


class AlreadyHandedIn(Refusal):
    """Handed in twice."""

    def __init__(self) -> None:
        super().__init__(_l("You have handed this in already. It is with the reviewer."))


class StepGone(Refusal):
    """The step was taken out of the challenge while the member worked at it."""

    def __init__(self) -> None:
        super().__init__(_l("This step is no longer part of the challenge. Reload the page."))


class Incomplete(Refusal):
    """Steps are missing. `problems` has a sentence for each, by the step's id."""

    def __init__(self, problems: Mapping[int, Any]) -> None:
        super().__init__(_l("Some steps still need you. Nothing is lost: it is all saved."))
        self.problems = problems


def may_take_up(challenge: Challenge, member: Member) -> bool:
    """Whether the member belongs to the challenge's audience and it is open."""
    return challenge.is_open and may_see(member, challenge)


def may_hand_in(attempt: Attempt) -> bool:
    """Whether the work can still go to a reviewer.

    What a reviewer sent back may come back after the close: it was handed in on time.
    """
    if attempt.state == "returned":
        return True
    return attempt.state == "in_progress" and attempt.challenge.is_open


def save_draft(
    attempt: Attempt,
    step: Step,
    *,
    by: Member,
    content: Content | None = None,
    picture: Picture | None = None,
    document: Document | None = None,
    seen: Seen | None = None,
) -> Submission:
    """Keep what the member has so far at one step, complete or not.

    In: `content` as the step's kind has it, or what was uploaded; giving neither leaves what is
    there. `seen` tells which page it comes from; without it the content is put in the place of
    whatever is there. Raises `NotKept`, `ChangedElsewhere`, and what `opened` raises.
    """
    submission = opened(attempt, step, by)
    if content is not None:
        put(submission, kind_of(step).cleaned(step, content, submission.content), seen)
    if picture is not None:
        submission.picture_id = picture.id
    if document is not None:
        submission.document_id = document.id
    submission.done = problem(step, submission) is None
    submission.saved_at = clock.now()
    db.session.flush()
    return submission


def opened(attempt: Attempt, step: Step, by: Member) -> Submission:
    """What the member has at the step, to write in: made empty if need be, its attempt locked.

    Raises `NotForYou`, `NotEditable`, `StepGone`.
    """
    attempt = own(attempt, by)
    if not attempt.is_editable:
        raise NotEditable(
            _l("This is out of your hands for now. Take it back first if you want to change it.")
        )
    _require_present(attempt, step)
    submission = db.session.scalar(
        select(Submission).where(Submission.attempt_id == attempt.id, Submission.step_id == step.id)
    )
    if submission is None:
        submission = Submission(attempt_id=attempt.id, step_id=step.id, content={}, found={})
        db.session.add(submission)
    return submission


def hand_in(attempt: Attempt, by: Member) -> None:
    """Give the work to a reviewer.

    Raises `AlreadyHandedIn`, `NotEditable`, `ChallengeClosed`, `NotForYou`, and `Incomplete`
    with a sentence for every step that is not done.
    """
    attempt = own(attempt, by)
    if attempt.state == "waiting":
        raise AlreadyHandedIn
    if not attempt.is_editable:
        raise NotEditable(_l("This has been decided already."))
    if not may_hand_in(attempt):
        raise ChallengeClosed
    look_again([attempt])
    problems = _problems(attempt)
    if problems:
        raise Incomplete(problems)
    promise, now = promise_for(attempt), clock.now()
    attempt.handed_in_at, attempt.due_at = now, now + promise
    attempt.state = "waiting"
    db.session.flush()


def withdraw(attempt: Attempt, by: Member) -> None:
    """Take back what waits for a reviewer, to change it.

    Raises `NotEditable` when it does not wait any more, `ChallengeClosed` when it could not be
    handed in again, and `NotForYou`.
    """
    attempt = own(attempt, by)
    if attempt.state != "waiting":
        raise NotEditable(_l("This is not waiting any more, so there is nothing to take back."))
    standing = and_(Review.attempt_id == attempt.id, Review.undone_at.is_(None))
    reviewed = db.session.scalar(select(exists().where(standing)))
    if not reviewed and not attempt.challenge.is_open:
        raise ChallengeClosed
    # Reviewed before and waiting again: it had been returned.
    attempt.state = "returned" if reviewed else "in_progress"
    if not reviewed:
        attempt.handed_in_at = None
    db.session.flush()


def give_up(attempt: Attempt, by: Member) -> None:
    """Give the work up, and the seat it holds to whoever waits; what was written is kept, for
    beginning again.

    Raises `NotEditable` when it is out of the member's hands, and `NotForYou`.
    """
    attempt = own(attempt, by)
    if not attempt.is_editable:
        raise NotEditable(_l("This is out of your hands for now. Take it back first."))
    attempt.state, attempt.given_up_at = "given_up", clock.now()
    db.session.flush()
    free_seat(attempt.challenge)


def own(attempt: Attempt, by: Member) -> Attempt:
    """The attempt, locked and as it is now; only its member goes on."""
    if attempt.member_id != by.id:
        raise NotForYou(_l("This is somebody else's work."))
    row = locked(Attempt, attempt.id)
    assert row is not None, "attempts are never deleted"
    return row


def _require_present(attempt: Attempt, step: Step) -> None:
    """A share lock keeps a manager from deleting the step before the draft is written."""
    found = db.session.scalar(
        select(Step.id)
        .where(
            Step.id == step.id,
            Step.challenge_id == attempt.challenge_id,
            Step.retired_at.is_(None),
        )
        .with_for_update(read=True, key_share=True)
    )
    if found is None:
        raise StepGone


def _problems(attempt: Attempt) -> dict[int, Any]:
    steps = db.session.scalars(
        select(Step)
        .where(Step.challenge_id == attempt.challenge_id, Step.retired_at.is_(None))
        .order_by(Step.place)
    ).all()
    given = {
        submission.step_id: submission
        for submission in db.session.scalars(
            select(Submission).where(Submission.attempt_id == attempt.id)
        )
    }
    found = ((step.id, problem(step, given.get(step.id))) for step in steps)
    return {step_id: sentence for step_id, sentence in found if sentence}
