"""What a browser sends for the steps of a challenge, and keeping it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_login import current_user

from hub.challenges import operations
from hub.challenges.models import Attempt, Step
from hub.pictures import BadPicture, save

# A millisecond of the next ten thousand years: what script counts with, and what a column holds.
_LAST_TURN = 2**53
_MARK = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{16})")


@dataclass
class Kept:
    """How the keeping went: sentences by step, what was typed where it could not be kept, and the
    steps at which another page has saved something else."""

    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)


def posted_steps(attempt: Attempt) -> list[Step]:
    """The current steps that are on the page which was sent."""
    sent = set(request.form.getlist("step", type=int))
    return [s for s in attempt.challenge.steps if s.id in sent and s.retired_at is None]


def keep(attempt: Attempt, steps: Iterable[Step]) -> Kept:
    """Save what was sent for `steps`, each for itself."""
    kept = Kept()
    for step in steps:
        content, upload = _content(step), request.files.get(f"step-{step.id}")
        try:
            picture = save(upload.stream, private=True) if upload else None
            operations.save_draft(
                attempt, step, by=current_user, content=content, picture=picture, seen=_seen(step)
            )
        except (BadPicture, operations.TooLong, operations.ChangedElsewhere) as refusal:
            kept.errors[step.id] = str(refusal)
            kept.typed[step.id] = content or {}
            if isinstance(refusal, operations.ChangedElsewhere):
                kept.changed.add(step.id)
    return kept


def _content(step: Step) -> dict[str, Any] | None:
    """The content as `Submission.content` has it; None for a picture, which is among the files."""
    name = f"step-{step.id}"
    if step.kind == "link":
        return {"done": name in request.form}
    if step.kind == "answer":
        return {"text": request.form.get(name, "")}
    if step.kind == "choice":
        return {"options": request.form.getlist(name)}
    return None


def _seen(step: Step) -> operations.Seen | None:
    """Every "page.digest" sent for the step; a button that overwrites knowingly adds one."""
    marks = [_MARK.fullmatch(mark) for mark in request.form.getlist(f"seen-{step.id}")]
    known = [mark.groups() for mark in marks if mark]
    if not known:
        return None
    turn = request.form.get("turn", type=int)
    return operations.Seen(
        page=known[0][0],
        turn=None if turn is None else min(max(turn, 0), _LAST_TURN),
        digests={digest for _page, digest in known},
    )
