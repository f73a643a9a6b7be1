"""What members take up by chance in the course of the year."""

from datetime import datetime, timedelta

from hub import clock
from hub.challenges.operations import may_take_up
from hub.demo import attempts
from hub.demo.timeline import awake
from hub.demo.world import Offer, Person, World

# By chance, things are handed in until then: what is open today is planned in `open_work`.
LAST = -9.0
_WELCOME, _FACE = "say-hello", "face-to-the-name"
# Not for everybody: these have to do with where somebody has been, or will be asked of few.
_RARE = {"write-up-your-win": 0.4, "advisory-board": 0.4, "host-a-meetup": 0.4}
_FIRST_DAYS = 4.0


def plan(world: World) -> None:
    """Spread everybody's challenges over their time with us."""
    for person in world.people:
        if person.zeal and not person.scripted:
            for at in _instants(world, person):
                world.timeline.at(at, _take_one_up, world, person)


def _instants(world: World, person: Person) -> list[datetime]:
    """The first soon after joining, the others any time until the last."""
    assert person.asked_from is not None
    begin = person.asked_from + timedelta(hours=4)
    end = min(person.asked_until, world.day(LAST))
    if begin >= end:
        return []
    first = begin + timedelta(days=_FIRST_DAYS * world.rng.random())
    others = [begin + (end - begin) * world.rng.random() for _ in range(person.zeal - 1)]
    zone = person.zone
    awoken = [awake(instant, zone, world.rng) for instant in (first, *others)]
    return sorted(min(max(at, begin), end) for at in awoken)


def _take_one_up(world: World, person: Person) -> None:
    slug = _choice(world, person)
    if slug is not None:
        attempts.take_up(world, person, slug)


def _choice(world: World, person: Person) -> str | None:
    """What suits this person now: hello and a face first, then light or heavy by their zeal."""
    if _WELCOME not in person.tried:
        return _WELCOME
    if person.has_portrait and _FACE not in person.tried:
        return _FACE
    offers = {
        slug: offer
        for slug, offer in world.challenges.items()
        if slug not in person.tried and slug != _FACE and _suits(offer, person)
    }
    if not offers:
        return None
    weights = [_appeal(slug, offer, person) for slug, offer in offers.items()]
    return world.rng.choices(list(offers), weights)[0]


def _suits(offer: Offer, person: Person) -> bool:
    closes = offer.challenge.closes_at
    in_time = closes is None or closes > clock.now() + timedelta(days=5)
    by_chance = offer.data.get("by_chance", True)
    return by_chance and in_time and may_take_up(offer.challenge, person.member)


def _appeal(slug: str, offer: Offer, person: Person) -> float:
    """Busy people prefer what is quick; the keen ones what counts."""
    taste = (person.zeal - 8) / 8
    rare = 1.0 if person.zeal > 8 else _RARE.get(slug, 1.0)
    return rare * (offer.data["points"] / 60) ** max(-1.0, min(1.5, taste))
