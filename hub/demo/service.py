"""What customer success managers did for members: deposits in the loyalty bank."""

from hub.advocacy.operations import record
from hub.demo.data_files import read
from hub.demo.timeline import office
from hub.demo.world import LAUNCH, Person, World
from hub.members.models import Company
from hub.members.operations.health import report_health

DEPOSITS = 70
LOOKS = {
    "good": "Logs in daily, two teams more than last quarter.",
    "watch": "Their champion is away, and usage follows.",
    "at_risk": "A rival is in the building. We meet on Thursday.",
}


def plan(world: World) -> None:
    """Good turns through the year, each by the manager of the member's company."""
    notes = read("shop")["deposits"]
    for number in range(DEPOSITS):
        person = world.rng.choice(world.people)
        earliest = max(person.joins, world.day(LAUNCH + 5))
        at = earliest + (world.day(-1) - earliest) * world.rng.random()
        kind = world.rng.choice(list(notes))
        note = world.rng.choice(notes[kind])
        at = office(at, person.zone, world.rng)
        world.timeline.at(at, _do, world, person, kind, note, number)

    _fare(world)


def _fare(world: World) -> None:
    """Twice in the year somebody says how each company fares; a few have not been looked at."""
    for company in world.companies.values():
        if world.rng.random() < 0.15:
            continue
        for days in (-200, -20):
            health = world.rng.choices(["good", "watch", "at_risk"], [6, 3, 1])[0]
            at = world.day(days - 30 * world.rng.random())
            world.timeline.at(at, _look, world, company, health)


def _look(world: World, company: Company, health: str) -> None:
    colleague = world.staff[company.csm_email or ""]
    report_health(company, health, LOOKS[health], by=colleague)


def _do(world: World, person: Person, kind: str, note: str, number: int) -> None:
    colleague = world.staff[world.companies[person.account_id].csm_email or ""]
    source = f"deposit:{number}"
    record(world.act_kinds[kind], person.member, source=source, note=note, by=colleague)
