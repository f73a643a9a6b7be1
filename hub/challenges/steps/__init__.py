"""The kinds of steps: one file each, or for each close family, and one registry of them all."""

from typing import Any

from flask_babel import lazy_gettext as _l

from hub.challenges.models import Step, Submission
from hub.challenges.steps.answer import Answer
from hub.challenges.steps.choice import Choice
from hub.challenges.steps.code import Code
from hub.challenges.steps.consent import Consent
from hub.challenges.steps.document import DocumentStep
from hub.challenges.steps.kind import Content, NotKept, Settings, StepKind, TooLong, Wrong
from hub.challenges.steps.link import Link
from hub.challenges.steps.picture import PictureStep
from hub.challenges.steps.proof import Proof, ReviewSite, Share
from hub.challenges.steps.quiz import Quiz
from hub.challenges.steps.rating import Rating
from hub.challenges.steps.told import Attend, Board, Elsewhere, Profile, Refer

# In the order in which the editor offers them, under what they have in common.
GROUPS: tuple[tuple[Any, tuple[StepKind, ...]], ...] = (
    (_l("What they say"), (Answer(), Choice(), Rating(), Quiz(), Consent())),
    (
        _l("What they bring"),
        (Link(), PictureStep(), DocumentStep(), Proof(), ReviewSite(), Share(), Code()),
    ),
    (_l("What the hub sees by itself"), (Profile(), Attend(), Refer(), Board(), Elsewhere())),
)
KINDS: dict[str, StepKind] = {kind.key: kind for _name, kinds in GROUPS for kind in kinds}


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
    "GROUPS",
    "KINDS",
    "Content",
    "NotKept",
    "Settings",
    "StepKind",
    "TooLong",
    "Wrong",
    "kind_of",
    "problem",
    "settings_problem",
]
