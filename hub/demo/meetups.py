"""Events: planned, filled, and attended."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub.demo.data_files import read
from hub.demo.timeline import decent
from hub.demo.world import LAUNCH, Person, World
from hub.events import operations
from hub.events.models import Event, Registration
from hub.members.for_some import EVERYBODY, ForWhom
from hub.members.models import Member

# How many days before it starts an event is announced.
_AHEAD = 38
# How many come to what lies behind us, and have a place at what is to come (all seats: full).
_CROWDS = {
    "london-one-question": 19, "chicago-cold-chain": 18, "ranges-without-tears": 27,
    "sao-paulo-harvest": 16, "board-spring": 12, "bengaluru-six-minutes": 17,
    "tram-depot-visit": 14, "berlin-source": 19, "london-crits": 27, "show-and-tell": 25,
    "tokyo-coloured-pencils": 24, "members-stage": 21,
}  # fmt: skip
_COMES = 0.86
# Announced later than usual: the programme for the yearly gathering is news of this week.
_ANNOUNCED = {"members-stage": -4.0, "tokyo-coloured-pencils": -16.0}


def plan(world: World) -> None:
    """Let every event be announced and filled, and those behind us take place."""
    for row in read("events"):
        starts = starts_of(world, row)
        announced = starts - timedelta(days=_AHEAD)
        if row["slug"] in _ANNOUNCED:
            announced = world.day(_ANNOUNCED[row["slug"]])
        announced = decent(announced, ZoneInfo(row["timezone"]))
        announced = max(announced, world.day(LAUNCH + 1.5))
        world.timeline.at(announced, _announce, world, row, starts)
        _plan_places(world, row, announced, starts)


def row(slug: str) -> dict[str, Any]:
    """What the data files say of that event."""
    return next(row for row in read("events") if row["slug"] == slug)


def starts_of(world: World, row: dict[str, Any]) -> datetime:
    """On that day at that local time; on the Monday after when it would be a weekend."""
    day = world.day(row["starts_days"]).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    at = time.fromisoformat(row["starts_at"])
    return datetime.combine(day, at, ZoneInfo(row["timezone"])).astimezone(UTC)


def _announce(world: World, row: dict[str, Any], starts: datetime) -> None:
    world.events[row["slug"]] = announce(world, row, starts)


def announce(
    world: World, row: dict[str, Any], starts: datetime, whom: ForWhom = EVERYBODY
) -> Event:
    """It is on the programme, as the data files say it."""
    chapter = world.chapters[row["chapter"]] if row["chapter"] else None
    host = _host(world, row)
    details = operations.Details(
        title=row["title"],
        summary=row["summary"],
        kind=row["kind"],
        starts_at=starts,
        ends_at=starts + timedelta(minutes=row["minutes"]),
        timezone=row["timezone"],
        chapter_id=chapter.id if chapter else None,
        description=row["description"],
        place=row["place"],
        online_url=row["online_url"],
        seats=row["seats"],
        points=row["points"],
        **asdict(whom),
    )
    event = operations.add(details, host, world.studio.picture(f"event-{row['slug']}"))
    # A word that people can say; the hub would make one of letters and numbers.
    event.check_in_code = row["code"]
    operations.publish(event, host)
    return event


def _host(world: World, row: dict[str, Any]) -> Member:
    if row["chapter"] is None:
        return world.manager
    leaders = {chapter["slug"]: chapter["leader"] for chapter in read("chapters")}
    return world.person(leaders[row["chapter"]]).member


def _plan_places(world: World, row: dict[str, Any], announced: datetime, starts: datetime) -> None:
    begin, end = announced + timedelta(hours=1), min(starts - timedelta(hours=3), world.now)
    guests = _guests(world, row, begin)
    for person in guests:
        at = begin + (end - begin) * world.rng.random() ** 1.4
        world.timeline.at(at, _register, world, row, starts, person)


def _guests(world: World, row: dict[str, Any], begin: datetime) -> list[Person]:
    """Those who live near for a chapter's evening; the most active for a board; else anybody."""
    able = [
        person
        for person in world.people
        if not person.scripted and person.joins < begin and person.may_be_asked(begin)
    ]
    wanted = min(_CROWDS[row["slug"]], row["seats"] or len(able))
    world.rng.shuffle(able)
    if row["kind"] == "board_meeting":
        able.sort(key=lambda person: -person.zeal)
    elif row["chapter"]:
        able.sort(key=lambda person: (person.timezone != row["timezone"], -person.zeal))
    else:
        able.sort(key=lambda person: -world.rng.random() * (1 + person.zeal))
    return able[:wanted]


def _register(world: World, row: dict[str, Any], starts: datetime, person: Person) -> None:
    registration = operations.register(world.events[row["slug"]], person.member)
    if world.rng.random() < _COMES:
        at = starts + timedelta(minutes=world.rng.randint(-25, 20))
        world.timeline.at(at, arrive, world, row, registration)


def arrive(world: World, row: dict[str, Any], registration: Registration) -> None:
    """Check in: most type the code, some are found on the host's list."""
    if world.rng.random() < 0.8:
        operations.check_in(registration, "code", registration.member, row["code"])
    else:
        operations.check_in(registration, "name", _host(world, row))
