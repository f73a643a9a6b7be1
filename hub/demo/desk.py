"""How the review desk is run: its promise, its phrases, and what is being talked about today."""

from datetime import timedelta

from sqlalchemy import select

from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.db import db
from hub.demo.data_files import read
from hub.demo.world import LAUNCH, World

_PROMISE_HOURS = 96
_QUESTION = "One of these numbers is not public yet. May it stay between us until spring?"
_ANSWER = "Of course. Only those who review see it, and nobody else ever will."
_DOUBT = "Which of the two offices is this about? I will note it beside your answer."


def plan(world: World) -> None:
    """From the first day on; and in the last hours somebody asks, and somebody is reading."""
    world.timeline.at(world.day(LAUNCH), _set_up, world)
    world.timeline.at(world.day(-0.1), _talk, world)
    world.timeline.at(world.now - timedelta(minutes=2), _look, world)


def _set_up(world: World) -> None:
    operations.set_promise(_PROMISE_HOURS, by=world.manager)
    for row in read("phrases"):
        operations.add_phrase(row["decision"], row["title"], row["words"], by=world.manager)


def _talk(world: World) -> None:
    """About the two that have waited longest."""
    attempts = _waiting(2)
    for attempt in attempts[:1]:
        for by, words in ((attempt.member, _QUESTION), (world.manager, _ANSWER)):
            operations.write(attempt, words, world.key().hex, by=by)
    for attempt in attempts[1:]:
        operations.write(attempt, _DOUBT, world.key().hex, by=world.manager)


def _look(world: World) -> None:
    """Tobias has the third one open."""
    for attempt in _waiting(3)[2:]:
        operations.claim(attempt, by=world.staff["tobias.adeyemi@quaylight.example"])


def _waiting(count: int) -> list[Attempt]:
    found = select(Attempt).where(Attempt.state == "waiting").order_by(Attempt.due_at, Attempt.id)
    return list(db.session.scalars(found.limit(count)))
