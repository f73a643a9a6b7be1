"""The two members by whom a newcomer looks around: their year, step by step."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.challenges.models import Attempt
from hub.challenges.operations import approve, send_back
from hub.demo import attempts, meetups, reviewing, shopping
from hub.demo.world import Person, World
from hub.events.operations import register
from hub.rewards import operations as rewards

ADVOCATE, ALUMNA = "advocate@demo.example", "hannah.okonkwo@northmoorwater.example"
_HOUR = timedelta(hours=1)
# The challenge, how many days ago it was handed in, and how many days later it was approved.
_ADVOCATE_DID = (
    ("say-hello", 361, 1.0), ("face-to-the-name", 352, 1.2), ("steal-three-ideas", 331, 1.0),
    ("honest-review", 284, 1.9), ("save-an-hour", 247, 0.8), ("two-sentences", 203, 1.1),
    ("soundings-quiz", 170, 0.7), ("one-call", 131, 2.0), ("metrics-people-trust", 88, 1.0),
    ("five-things-i-took-home", 51, 1.2), ("share-something-you-made", 19, 0.9),
    ("introduce-a-peer", 3.6, 2.1),
)  # fmt: skip
_ALUMNA_DID = (
    ("say-hello", 358, 1.0), ("face-to-the-name", 350, 1.0), ("honest-review", 311, 1.6),
    ("write-up-your-win", 266, 2.1), ("one-call", 224, 1.5), ("metrics-people-trust", 181, 1.0),
    ("save-an-hour", 149, 0.9), ("where-did-you-land", 97, 1.1), ("two-sentences", 54, 1.3),
)  # fmt: skip


def plan(world: World) -> None:
    """Put both years on the timeline."""
    advocate, alumna = world.person(ADVOCATE), world.person(ALUMNA)
    for person, done in ((advocate, _ADVOCATE_DID), (alumna, _ALUMNA_DID)):
        for slug, ago, later in done:
            _plan_done(world, person, slug, ago, later)
        for slug in ("london-one-question", "ranges-without-tears"):
            _plan_visit(world, person, slug)
    _plan_reward(world, advocate, "coffee-for-a-week", 214, 212)
    _plan_reward(world, advocate, "ten-trees", 92, 90)
    _plan_reward(world, advocate, "bookshop-voucher", 4.4, 2.4)
    _plan_reward(world, advocate, "good-notebook", 0.9, None)
    _plan_reward(world, alumna, "course-of-your-choice", 72, 70)
    _plan_open_work(world, advocate)
    world.timeline.at(world.day(-6.3), _register, world, advocate, "london-crits")
    world.timeline.at(world.day(-2.2), _register, world, alumna, "show-and-tell")


def _plan_done(world: World, person: Person, slug: str, ago: float, later: float) -> None:
    handed_in = _by_day(world, person, ago)

    def review(attempt: Attempt) -> None:
        kind = attempt.challenge.kind
        words = reviewing.words_for("approvals", kind, world, fitting=1)
        at = world.by_day(ago - later)
        world.timeline.at(at, approve, attempt, words, by=world.manager)

    world.timeline.at(handed_in - _HOUR, _take_up, world, person, slug, review)


def _take_up(world: World, person: Person, slug: str, review: Callable[[Attempt], None]) -> None:
    attempts.take_up(world, person, slug, review=review, after=_HOUR)


def _by_day(world: World, person: Person, ago: float) -> datetime:
    """In the middle of that day where the person lives; lately to the hour."""
    at = world.day(-ago)
    if ago < 10:
        return at
    zone = ZoneInfo(person.timezone)
    minutes = world.rng.randrange(8 * 60)
    return datetime.combine(at.astimezone(zone).date(), time(9), zone) + timedelta(minutes=minutes)


def _plan_visit(world: World, person: Person, slug: str) -> None:
    row = meetups.row(slug)
    starts = meetups.starts_of(world, row)

    def go() -> None:
        registration = register(world.events[slug], person.member)
        at = starts + timedelta(minutes=4)
        world.timeline.at(at, meetups.arrive, world, row, registration)

    world.timeline.at(starts - timedelta(days=20), go)


def _plan_reward(
    world: World, person: Person, slug: str, ago: float, sent_ago: float | None
) -> None:
    def ask() -> None:
        redemption = shopping.redeem(world, person, slug)
        if sent_ago is not None:
            approved, sent = world.by_day((ago + sent_ago) / 2), world.by_day(sent_ago)
            world.timeline.at(approved, rewards.approve, redemption, world.manager)
            world.timeline.at(sent, shopping.send, world, redemption, world.manager)

    world.timeline.at(_by_day(world, person, ago), ask)


def _plan_open_work(world: World, person: Person) -> None:
    """One comes back with a message, one is half done, one waits."""

    def come_back(attempt: Attempt) -> None:
        kind = world.challenges["trip-over-the-editor"].data["kind"]
        words = reviewing.words_for("returns", kind, world, fitting=1)
        last = attempt.challenge.steps[-1].id
        at = world.by_day(1.3)
        world.timeline.at(at, send_back, attempt, words, by=world.manager, steps=[last])

    def leave(attempt: Attempt) -> None:
        """Nothing follows yet: it waits in the queue."""

    for slug, ago, review in (("trip-over-the-editor", 2.9, come_back), ("what-next", 1.1, leave)):
        world.timeline.at(world.day(-ago), _take_up, world, person, slug, review)
    for slug, ago, steps in (("show-your-dashboard", 5.2, 1), ("bring-something-back", 2.4, 4)):
        world.timeline.at(world.day(-ago), attempts.begin, world, person, slug, steps)


def _register(world: World, person: Person, slug: str) -> None:
    register(world.events[slug], person.member)
