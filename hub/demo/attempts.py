"""Members take up challenges, work at them, and hand them in."""

from collections.abc import Callable
from datetime import timedelta

from hub import clock
from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.demo import reviewing
from hub.demo.giving import give
from hub.demo.world import Offer, Person, World

Review = Callable[[Attempt], None]


def take_up(
    world: World,
    person: Person,
    slug: str,
    *,
    review: Review | None = None,
    after: timedelta | None = None,
) -> Attempt | None:
    """Start a challenge now and hand it in later; None when that cannot be.

    In: `review`, what follows once it is handed in (else a decision within days); `after`, how
    long the member works at it (else some minutes to days).
    """
    offer = world.challenges.get(slug)
    if offer is None or slug in person.tried:
        return None
    if not operations.may_take_up(offer.challenge, person.member):
        return None
    person.tried.add(slug)
    attempt = operations.start(offer.challenge, by=person.member)
    decide = review or (lambda attempt: reviewing.plan(world, person, offer, attempt))
    at = clock.now() + (_working_time(world, offer) if after is None else after)
    world.timeline.at(at, _hand_in, world, person, offer, attempt, decide)
    return attempt


def begin(world: World, person: Person, slug: str, steps: int) -> bool:
    """Start a challenge now and get no further than a draft of its first `steps`."""
    offer = world.challenges.get(slug)
    if offer is None or slug in person.tried:
        return False
    person.tried.add(slug)
    attempt = operations.start(offer.challenge, by=person.member)
    _fill_in(world, person, offer, attempt, steps)
    return True


def _working_time(world: World, offer: Offer) -> timedelta:
    """Mostly in one sitting, sometimes after sleeping on it."""
    minutes = offer.data["minutes"] * world.rng.uniform(0.6, 1.8) + 1
    return timedelta(minutes=minutes, days=world.rng.choice((0, 0, 0, 1, 2)))


def _hand_in(world: World, person: Person, offer: Offer, attempt: Attempt, decide: Review) -> None:
    if operations.may_hand_in(attempt):
        _fill_in(world, person, offer, attempt)
        operations.hand_in(attempt, by=person.member)
        decide(attempt)


def _fill_in(
    world: World, person: Person, offer: Offer, attempt: Attempt, steps: int | None = None
) -> None:
    """Save a draft of every step, or of the first `steps`."""
    for step, row in list(zip(offer.steps, offer.data["steps"], strict=True))[:steps]:
        give(world, person, attempt, step, row)
