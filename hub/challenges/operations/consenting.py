"""Taking back a consent while nobody has decided."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub import clock
from hub.challenges.models import OPEN, Attempt, Step, Submission
from hub.challenges.operations.attempting import NotEditable, own
from hub.db import db
from hub.members.models import Member


def withdraw_consent(attempt: Attempt, step: Step, by: Member) -> None:
    """The member no longer agrees; what they had agreed to, and when, stays on record.

    Twice is once. Raises `NotForYou`, and `NotEditable` when it has been decided.
    """
    attempt = own(attempt, by)
    if attempt.state not in OPEN:
        raise NotEditable(_l("This has been decided already."))
    submission = db.session.scalar(
        select(Submission).where(Submission.attempt_id == attempt.id, Submission.step_id == step.id)
    )
    if submission is None or not submission.content.get("agreed"):
        return
    kept = {name: submission.content[name] for name in ("on", "text", "uses")}
    submission.content = {**kept, "withdrawn_on": clock.today().isoformat()}
    submission.done, submission.saved_at = False, clock.now()
    db.session.flush()
