"""One step of a kind, and somebody at it."""

from typing import Any

from hub.challenges import operations
from hub.challenges.models import Attempt, Step, Submission
from hub.challenges.steps import problem
from hub.members.models import Member
from tests.factories import ChallengeFactory, StepFactory

QUIZ = {
    "questions": [
        {"text": "What makes the tide?", "options": ["Wind", "The moon", "Fish"], "right": [1]},
        {"text": "Which are seas?", "options": ["Baltic", "Thames", "Tasman"], "right": [0, 2]},
    ],
    "pass_percent": 100,
    "tries": 2,
}
# Settings with which each kind can be done.
SOUND: dict[str, dict[str, Any]] = {
    "link": {"url": "https://guide.example/a", "link_text": ""},
    "answer": {"min_length": 0, "max_length": None, "multiline": True},
    "choice": {"options": ["Red", "Green"], "multiple": False},
    "picture": {},
    "rating": {"most": 5, "low_text": "Not at all", "high_text": "Very"},
    "quiz": QUIZ,
    "document": {"public": False},
    "proof": {"url": "https://survey.example/a", "link_text": "Go", "accepts": "either"},
    "review_site": {"site": "Peer Words", "url": "https://www.peers.example/product"},
    "share": {"text": "Come and see", "url": "https://hub.example/news"},
    "code": {"codes": ["Blaue Möwe", "gull"]},
    "consent": {"text": "We quote you by name.", "uses": ["Website", "Slides"]},
    "profile": {"part": "about"},
    "attend": {"event_id": None},
    "refer": {},
    "board": {},
    "elsewhere": {"key": "course-101"},
}


def a_step(kind: str, settings: dict[str, Any] | None = None, **values: Any) -> Step:
    """The only step of an open challenge."""
    own = {**SOUND[kind], **(settings or {})}
    return StepFactory(challenge=ChallengeFactory(), place=0, kind=kind, settings=own, **values)


def under_way(step: Step, member: Member) -> Attempt:
    return operations.start(step.challenge, by=member)


def give(step: Step, member: Member, **content: Any) -> Submission:
    """Save a draft of the content."""
    return operations.save_draft(under_way(step, member), step, by=member, content=content)


def missing(step: Step, submission: Submission | None) -> str | None:
    """The sentence about what is missing, which `done` agrees with."""
    sentence = problem(step, submission)
    assert submission is None or submission.done is (sentence is None)
    return None if sentence is None else str(sentence)


def path_of(step: Step, noun: str = "submission") -> str:
    return f"/challenges/{step.challenge_id}/steps/{step.id}/{noun}"
