"""The kinds of steps: one file each, or for each close family, and one registry of them all."""

from typing import Any

from hub.challenges.models import Step, Submission
from hub.challenges.steps.answer import Answer
from hub.challenges.steps.choice import Choice
from hub.challenges.steps.kind import Content, Settings, StepKind, TooLong, Wrong
from hub.challenges.steps.link import Link
from hub.challenges.steps.picture import PictureStep

# In the order in which the editor offers them.
KINDS: dict[str, StepKind] = {
    kind.key: kind
    for kind in (
        Link(),
        Answer(),
        Choice(),
        PictureStep(),
    )
}


def kind_of(step: Step) -> StepKind:
    """What knows about steps of this one's kind."""
    return KINDS[step.kind]


def problem(step: Step, submission: Submission | None) -> Any:
    """What is missing before this step can be handed in, in one sentence; None when it is done."""
    return kind_of(step).problem(step, submission)


def settings_problem(kind: str, settings: Settings) -> Wrong | None:
    """What is wrong with a step's settings: the name of the setting, and a sentence."""
    return KINDS[kind].settings_problem(settings) if kind in KINDS else None


__all__ = [
    "KINDS",
    "Content",
    "Settings",
    "StepKind",
    "TooLong",
    "Wrong",
    "kind_of",
    "problem",
    "settings_problem",
]
