"""What a browser sends for the steps of a challenge, and keeping it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_login import current_user

from hub import documents
from hub.challenges import operations
from hub.challenges.models import Attempt, Step
from hub.challenges.steps import kind_of
from hub.pictures import BadPicture, save

# A millisecond of the next ten thousand years: what script counts with, and what a column holds.
_LAST_TURN = 2**53
_MARK = re.compile(r"[0-9a-f]{16}\.[0-9a-f]{16}(\.[0-9]{1,15})?", re.ASCII)
_MOST_MARKS = 20


@dataclass
class Kept:
    """How the keeping went: sentences by step, what was typed where it could not be kept, and where
    another page has saved something else, what this one says that it has seen."""

    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed: dict[int, str] = field(default_factory=dict)


def posted_steps(attempt: Attempt) -> list[Step]:
    """The current steps that are on the page which was sent."""
    sent = set(request.form.getlist("step", type=int))
    return [s for s in attempt.challenge.steps if s.id in sent and s.retired_at is None]


def keep(attempt: Attempt, steps: Iterable[Step]) -> Kept:
    """Save what was sent for `steps`, each for itself."""
    kept = Kept()
    for step in steps:
        if kind_of(step).kept in ("tries", "told"):
            continue
        content = kind_of(step).posted(request.form, _name(step))
        try:
            uploads = _uploads(step)
            operations.save_draft(
                attempt, step, by=current_user, content=content, seen=_seen(step), **uploads
            )
        except (
            BadPicture, documents.BadDocument, operations.NotKept, operations.ChangedElsewhere,
        ) as refusal:  # fmt: skip
            kept.errors[step.id] = str(refusal)
            kept.typed[step.id] = content or {}
            if isinstance(refusal, operations.ChangedElsewhere):
                kept.changed[step.id] = " ".join(_marks(step))
    return kept


def try_at(attempt: Attempt, step: Step, kept: Kept) -> None:
    """Check the answers to a quiz, or try a code, as sent. What is wrong goes to `kept`."""
    typed = request.form.get(_name(step), "")
    try:
        if step.kind == "quiz":
            number = request.form.get(f"try-{step.id}", type=int)
            operations.check_answers(attempt, step, by=current_user, number=number)
        elif operations.try_code(attempt, step, typed, by=current_user):
            # Not raised: the wrong try is to stay counted.
            kept.errors[step.id] = str(operations.WrongCode())
    except operations.TryRefused as refusal:
        kept.errors[step.id] = str(refusal)
    if step.kind == "code" and step.id in kept.errors:
        kept.typed[step.id] = {"code": typed}


def try_codes(attempt: Attempt, steps: Iterable[Step], kept: Kept) -> None:
    """Whoever types a code and hands in at once means it."""
    for step in steps:
        if step.kind == "code" and request.form.get(_name(step), "").strip():
            try_at(attempt, step, kept)


def _name(step: Step) -> str:
    return f"step-{step.id}"


def _uploads(step: Step) -> dict[str, Any]:
    """What was chosen as a file, stored. Raises `BadPicture`, `BadDocument`."""
    upload = request.files.get(_name(step)) or request.files.get(f"file-{step.id}")
    if not upload or kind_of(step).takes is None:
        return {}
    if kind_of(step).takes == "document":
        return {"document": documents.save(upload.stream, upload.filename or "")}
    return {"picture": save(upload.stream, "proof", private=True)}


def _seen(step: Step) -> operations.Seen | None:
    """What the marks say: the page itself first, then those that it goes on from."""
    known = [mark.split(".") for mark in _marks(step)]
    if not known:
        return None
    turn = request.form.get("turn", type=int)
    return operations.Seen(
        page=known[0][0],
        turn=None if turn is None else min(max(turn, 0), _LAST_TURN),
        digests={mark[1] for mark in known},
        continues={mark[0]: int(mark[2]) for mark in known[1:] if len(mark) > 2},
    )


def _marks(step: Step) -> list[str]:
    """Every "page.digest" or "page.digest.turn" sent for the step; a button that overwrites
    knowingly adds one. Nothing else is a mark."""
    sent = " ".join(request.form.getlist(f"seen-{step.id}")).split()
    return [mark for mark in sent[:_MOST_MARKS] if _MARK.fullmatch(mark)]
