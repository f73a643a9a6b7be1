"""Challenges with steps, and work at them."""

import io
from typing import Any

from hub.challenges import operations
from hub.challenges.models import Attempt, Challenge, Step
from hub.members.models import Member
from tests.factories import ChallengeFactory, StepFactory
from tests.pictures import picture_file

OPTIONS = ["Red", "Green", "Blue"]


def a_challenge(**values: Any) -> Challenge:
    """An open challenge with one question of at least five characters."""
    challenge = ChallengeFactory(**values)
    StepFactory(challenge=challenge, place=0, settings={"min_length": 5, "max_length": 20})
    return challenge


def every_kind(**values: Any) -> tuple[Challenge, dict[str, Step]]:
    """An open challenge with one step of each kind."""
    challenge = ChallengeFactory(**values)
    settings = {
        "link": {"url": "https://guide.example/one", "link_text": "Read it"},
        "answer": {"min_length": 5, "max_length": 20, "multiline": True},
        "choice": {"options": OPTIONS, "multiple": False},
        "picture": {},
    }
    steps = {
        kind: StepFactory(
            challenge=challenge, place=place, kind=kind, title=f"Do the {kind}", settings=own
        )
        for place, (kind, own) in enumerate(settings.items())
    }
    return challenge, steps


def begun(challenge: Challenge, member: Member) -> Attempt:
    return operations.start(challenge, by=member)


def handed_in(challenge: Challenge, member: Member, text: str = "All good here") -> Attempt:
    """An attempt at a challenge of questions that waits for a decision."""
    attempt = begun(challenge, member)
    for step in challenge.steps:
        operations.save_draft(attempt, step, by=member, content={"text": text})
    operations.hand_in(attempt, by=member)
    return attempt


def a_picture(color: str = "teal") -> io.BytesIO:
    return picture_file(color=color)
