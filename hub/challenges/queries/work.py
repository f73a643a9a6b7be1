"""What a member hands in, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from hub.advocacy.occasions import OCCASIONS
from hub.challenges.models import Attempt, Challenge, QuizTry, Step, Submission, digest
from hub.challenges.steps import StepKind, kind_of, problem
from hub.db import db


@dataclass(frozen=True)
class Piece:
    """One step, what is there for it, and what is wrong with that."""

    number: int
    step: Step
    submission: Submission | None = None
    error: str | None = None
    # What was typed and could not be kept; shown so that it is not lost.
    typed: dict[str, Any] | None = None
    # Another page has saved something else than what was typed here: what this one has seen.
    changed: str | None = None
    # Of a quiz, in order.
    tries: Sequence[QuizTry] = ()

    @property
    def kind(self) -> StepKind:
        return kind_of(self.step)

    @property
    def occasion(self) -> dict[str, Any] | None:
        """The event that is asked for, where it is one of them."""
        chosen = self.step.settings.get("event_id")
        title = OCCASIONS["event"].names([chosen]).get(chosen) if chosen else None
        return {"id": chosen, "title": title} if title else None

    @property
    def stored(self) -> dict[str, Any]:
        """What is saved."""
        return self.submission.content if self.submission else {}

    @property
    def digest(self) -> str:
        return digest(self.stored)

    @property
    def content(self) -> dict[str, Any]:
        """What stands on the page."""
        return self.stored if self.typed is None else self.typed

    @property
    def given(self) -> bool:
        """Whether anything was given here."""
        return bool(self.submission and self.submission.given)

    @property
    def missing(self) -> Any:
        """What is missing before it can be handed in as it is saved, in one sentence, or None."""
        return problem(self.step, self.submission)

    @property
    def done(self) -> bool:
        return self.missing is None


def pieces(
    challenge: Challenge,
    attempt: Attempt | None = None,
    *,
    errors: Mapping[int, str] | None = None,
    typed: Mapping[int, dict[str, Any]] | None = None,
    changed: Mapping[int, str] | None = None,
) -> list[Piece]:
    """The steps of the challenge, in order, with what `attempt` holds for each.

    A retired step is among them only where work that can no longer be changed has something at it.
    """
    submissions = _submissions(attempt)
    shown: ColumnElement[bool] = Step.retired_at.is_(None)
    if attempt is not None and not attempt.is_editable:
        shown = or_(shown, Step.id.in_(submissions))
    steps = db.session.scalars(
        select(Step).where(Step.challenge_id == challenge.id, shown).order_by(Step.place)
    ).all()
    quizzed = attempt is not None and any(step.kind == "quiz" for step in steps)
    tries = _tries(attempt) if attempt is not None and quizzed else {}
    return [
        Piece(
            number,
            step,
            submissions.get(step.id),
            (errors or {}).get(step.id),
            (typed or {}).get(step.id),
            (changed or {}).get(step.id),
            tries.get(step.id, ()),
        )
        for number, step in enumerate(steps, start=1)
    ]


def submission_with_files(id: int) -> Submission | None:
    """The submission with its attempt, picture and document."""
    return db.session.scalar(
        select(Submission)
        .where(Submission.id == id)
        .options(
            joinedload(Submission.attempt),
            joinedload(Submission.picture),
            joinedload(Submission.document),
        )
    )


def _submissions(attempt: Attempt | None) -> dict[int, Submission]:
    if attempt is None:
        return {}
    rows = db.session.scalars(
        select(Submission)
        .where(Submission.attempt_id == attempt.id)
        .options(joinedload(Submission.document))
    )
    return {row.step_id: row for row in rows}


def _tries(attempt: Attempt) -> dict[int, list[QuizTry]]:
    found: dict[int, list[QuizTry]] = {}
    made = select(QuizTry).where(QuizTry.attempt_id == attempt.id).order_by(QuizTry.number)
    for one in db.session.scalars(made):
        found.setdefault(one.step_id, []).append(one)
    return found
