"""Tries that are counted: at a quiz, and at a secret code."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, Id


class QuizTry(Base):
    """Answers to a quiz that were checked, with how many were right that day."""

    __tablename__ = "quiz_tries"
    __table_args__ = (
        # What the page says that it is: pressed twice, it is one try.
        UniqueConstraint("attempt_id", "step_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("number_right BETWEEN 0 AND number_asked", name="number_right"),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), index=True)
    number: Mapped[int]
    # [{"question": …, "chosen": […]}], in the words of the day.
    answers: Mapped[list[Any]] = mapped_column(JSONB)
    number_right: Mapped[int]
    number_asked: Mapped[int]
    passed: Mapped[bool]
    tried_at: Mapped[CreatedAt]


class CodeTry(Base):
    """A code that was wrong. Which one it was is not kept."""

    __tablename__ = "code_tries"
    __table_args__ = (Index("ix_code_tries_attempt_id", "attempt_id", "step_id", "tried_at"),)

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), index=True)
    tried_at: Mapped[CreatedAt]
