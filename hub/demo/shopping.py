"""Members spend points; managers approve, send and sometimes decline."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub import clock
from hub.demo.data_files import read
from hub.demo.reviewing import at_work
from hub.demo.timeline import awake
from hub.demo.world import Person, World
from hub.ledger.queries.standing import balance
from hub.rewards import operations
from hub.rewards.models import Redemption
from hub.rewards.operations.redeeming import taken

_WORDS: dict[str, Any] = read("shop")
# Asked for so many days ago and still open; the older ones have been approved.
_OPEN = ((6.2, True), (4.4, True), (3.1, True), (1.7, False), (0.8, False), (0.2, False))
_LAST = -9.0


def plan(world: World) -> None:
    """Let members look at the rewards now and then, and six of them lately."""
    for person in world.people:
        if person.zeal > 1 and not person.scripted:
            _plan_visits(world, person)
    for days, approved in _OPEN:
        world.timeline.at(world.day(-days), _leave_open, world, approved)


def _plan_visits(world: World, person: Person) -> None:
    begin = person.joins + timedelta(days=30)
    span = world.day(_LAST) - begin
    if span <= timedelta(0):
        return
    for _ in range(world.rng.randint(0, 1 + person.zeal // 4)):
        at = awake(begin + span * world.rng.random(), ZoneInfo(person.timezone), world.rng)
        world.timeline.at(at, _visit, world, person)


def _visit(world: World, person: Person) -> None:
    slug = _wish(world, person)
    if slug is not None:
        redemption = redeem(world, person, slug)
        _plan_decision(world, person, redemption)


def redeem(world: World, person: Person, slug: str) -> Redemption:
    """Buy it now, at the cost that the page shows."""
    reward = world.rewards[slug]
    return operations.redeem(reward, person.member, world.key(), seen_cost=reward.cost)


def _wish(world: World, person: Person) -> str | None:
    """Something that the balance covers; nothing free for those who have just come."""
    purse = balance(person.member.id)
    wishes = {
        slug: reward
        for slug, reward in world.rewards.items()
        if (0 < reward.cost <= purse or (reward.cost == 0 and person.zeal > 5))
        and reward.stock != 0
    }
    if not wishes:
        return None
    weights = [20 + reward.cost for reward in wishes.values()]
    slug = world.rng.choices(list(wishes), weights)[0]
    limit = wishes[slug].per_member
    return slug if limit is None or taken(wishes[slug], person.member) < limit else None


def _plan_decision(world: World, person: Person, redemption: Redemption) -> None:
    manager = world.reviewer(person)
    at = at_work(world, manager, timedelta(hours=world.rng.uniform(2, 40)))
    if world.rng.random() < 0.11:
        words = world.rng.choice(_WORDS["declined"])
        world.timeline.at(at, operations.decline, redemption, words, manager)
    elif redemption.reward.kind == "digital_code":
        world.timeline.at(at, send, world, redemption, manager)
    else:
        world.timeline.at(at, _approve, world, redemption, manager)


def _approve(world: World, redemption: Redemption, manager: Any) -> None:
    operations.approve(redemption, manager)
    at = at_work(world, manager, timedelta(hours=world.rng.uniform(20, 60)))
    world.timeline.at(at, send, world, redemption, manager)


def send(world: World, redemption: Redemption, manager: Any) -> None:
    """It leaves, with a line about it."""
    words = world.rng.choice(_WORDS["sent"][redemption.reward.kind])
    operations.send(redemption, words, manager)


def _leave_open(world: World, approved: bool) -> None:
    """Somebody redeems; at most it gets approved until today."""
    people = [p for p in world.people if p.zeal > 3 and not p.scripted and p.joins < clock.now()]
    world.rng.shuffle(people)
    for person in people:
        slug = _wish(world, person) if person.email not in world.busy else None
        if slug is None:
            continue
        world.busy.add(person.email)
        redemption = redeem(world, person, slug)
        if approved:
            at = clock.now() + timedelta(hours=20)
            manager = world.reviewer(person)
            world.timeline.at(at, operations.approve, redemption, manager)
        return
