"""Managers decide on what members handed in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.demo.data_files import read
from hub.demo.timeline import office
from hub.demo.world import Offer, Person, World
from hub.members.models import Member

# Kinds that hardly anybody gets wrong.
_EASY = ("onboarding", "profile", "survey", "quiz", "alumni", "board")
_WORDS = read("reviews")


def plan(world: World, person: Person, offer: Offer, attempt: Attempt) -> None:
    """A decision on a working day soon: mostly yes, sometimes another look, rarely no."""
    manager = world.reviewer(person)
    at = at_work(world, manager, timedelta(hours=world.rng.uniform(1, 44)))
    kind, chance = offer.data["kind"], world.rng.random()
    if kind not in _EASY and chance > 0.94:
        words = words_for("rejections", kind, world)
        world.timeline.at(at, _reject, attempt, words, manager)
    elif chance > (0.98 if kind in _EASY else 0.86):
        words = words_for("returns", kind, world)
        world.timeline.at(at, _send_back, world, person, offer, attempt, words, manager)
    else:
        world.timeline.at(at, approve, world, offer, attempt, manager)


def approve(world: World, offer: Offer, attempt: Attempt, manager: Member) -> None:
    """Say yes, more often than not with a word about why."""
    words = words_for("approvals", offer.data["kind"], world) if world.rng.random() < 0.7 else ""
    operations.approve(attempt, words, by=manager)


def words_for(decision: str, kind: str, world: World, *, fitting: float = 0.85) -> str:
    """What a manager writes with that decision: so often something for that kind of challenge."""
    special = [row["message"] for row in _WORDS[decision] if kind in row["for"]]
    general = [row["message"] for row in _WORDS[decision] if not row["for"]]
    return world.rng.choice(special if special and world.rng.random() < fitting else general)


def at_work(world: World, manager: Member, wait: timedelta) -> datetime:
    """When the manager, back at the desk, has got round to it."""
    zone = ZoneInfo(manager.timezone or "UTC")
    return office(clock.now() + wait, zone, world.rng)


def _reject(attempt: Attempt, words: str, manager: Member) -> None:
    operations.reject(attempt, words, by=manager)


def _send_back(
    world: World, person: Person, offer: Offer, attempt: Attempt, words: str, manager: Member
) -> None:
    """Ask for another look. Most come back within days; then it is fine."""
    operations.send_back(attempt, words, by=manager)
    back = clock.now() + timedelta(days=world.rng.uniform(0.3, 5))
    # Nobody hands in again in the last days, so that those who did not are still to be seen.
    if world.rng.random() < 0.8 and back < world.day(-5):
        world.timeline.at(back, _hand_in_again, world, person, offer, attempt, manager)


def _hand_in_again(
    world: World, person: Person, offer: Offer, attempt: Attempt, manager: Member
) -> None:
    operations.hand_in(attempt, by=person.member)
    at = at_work(world, manager, timedelta(hours=world.rng.uniform(1, 30)))
    world.timeline.at(at, approve, world, offer, attempt, manager)
