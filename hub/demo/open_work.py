"""The last days, planned one by one: what waits, what was just decided, what was only begun."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.demo import attempts, reviewing
from hub.demo.world import Person, World

Decision = Callable[[World, Person, str, Attempt], None]
_WORK = timedelta(hours=2)
# What waits for a decision today: the challenge, and how many days ago it was handed in.
_WAITING = (
    ("write-up-your-win", 6.4), ("honest-review", 5.2), ("show-your-dashboard", 4.3),
    ("introduce-a-peer", 3.4), ("save-an-hour", 2.6), ("tidewatch-beta", 1.9),
    ("trip-over-the-editor", 1.3), ("share-something-you-made", 0.9), ("teach-us-a-trick", 0.7),
    ("two-sentences", 0.4), ("metrics-people-trust", 0.2),
)  # fmt: skip
# What was decided in the last days: handed in so many days ago, and decided.
_APPROVED = (
    ("what-next", 5.8, 4.9), ("teach-us-a-trick", 5.1, 4.2), ("honest-review", 4.8, 3.8),
    ("tidewatch-beta", 4.1, 3.1), ("share-something-you-made", 3.9, 2.9), ("what-next", 3.6, 2.2),
    ("save-an-hour", 3.0, 1.9), ("one-call", 2.8, 1.8), ("teach-us-a-trick", 2.1, 1.1),
    ("two-sentences", 1.8, 0.9), ("soundings-quiz", 1.2, 0.4),
)  # fmt: skip
_RETURNED = (
    ("honest-review", 6.1, 4.6), ("save-an-hour", 4.4, 3.2), ("show-your-dashboard", 3.3, 1.4),
)  # fmt: skip
# Begun so many days ago; as many steps are there as a draft.
_BEGUN = (
    ("advisory-board", 9.0, 1), ("tidewatch-beta", 6.2, 2), ("write-up-your-win", 5.5, 2),
    ("metrics-people-trust", 4.1, 1), ("show-your-dashboard", 3.0, 1), ("host-a-meetup", 2.2, 1),
    ("trip-over-the-editor", 1.1, 1), ("honest-review", 0.6, 1),
)  # fmt: skip


def plan(world: World) -> None:
    """Put all of it on the timeline; who does it is decided when it happens."""
    for slug, handed_in in _WAITING:
        _plan_work(world, slug, handed_in, None, None)
    for slug, handed_in, decided in _APPROVED:
        _plan_work(world, slug, handed_in, decided, _approve)
    for slug, handed_in, decided in _RETURNED:
        _plan_work(world, slug, handed_in, decided, _send_back)
    for slug, begun, steps in _BEGUN:
        world.timeline.at(world.day(-begun), _begin, world, slug, steps)


def _plan_work(
    world: World, slug: str, handed_in: float, decided: float | None, decide: Decision | None
) -> None:
    """Somebody works for two hours, and hands in that many days ago."""

    def review(person: Person, attempt: Attempt) -> None:
        if decide is not None and decided is not None:
            world.timeline.at(world.by_day(decided), decide, world, person, slug, attempt)

    def work() -> None:
        person = _somebody(world, slug)
        if person is not None:
            attempts.take_up(world, person, slug, review=partial(review, person), after=_WORK)

    world.timeline.at(world.day(-handed_in) - _WORK, work)


def _begin(world: World, slug: str, steps: int) -> None:
    person = _somebody(world, slug)
    if person is not None:
        attempts.begin(world, person, slug, steps)


def _somebody(world: World, slug: str) -> Person | None:
    """Anybody who may and has not; those who have done a little already."""
    challenge = world.challenges[slug].challenge
    now = clock.now()
    able = [
        person
        for person in world.people
        if person.zeal > 0
        and not person.scripted
        and slug not in person.tried
        and "say-hello" in person.tried
        and person.may_be_asked(now)
        and person.email not in world.busy
        and operations.may_take_up(challenge, person.member)
    ]
    chosen = world.rng.choice(able) if able else None
    if chosen is not None:
        world.busy.add(chosen.email)
    return chosen


def _approve(world: World, person: Person, slug: str, attempt: Attempt) -> None:
    reviewing.approve(world, world.challenges[slug], attempt, world.reviewer(person))


def _send_back(world: World, person: Person, slug: str, attempt: Attempt) -> None:
    offer = world.challenges[slug]
    words = reviewing.words_for("returns", offer.data["kind"], world)
    last = offer.steps[-1].id
    operations.send_back(attempt, words, by=world.reviewer(person), steps=[last])
