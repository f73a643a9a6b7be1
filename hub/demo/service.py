"""What customer success managers did for members: deposits in the loyalty bank."""

from hub.advocacy.operations import record
from hub.demo.data_files import read
from hub.demo.timeline import office
from hub.demo.world import LAUNCH, Person, World

DEPOSITS = 70


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


def _do(world: World, person: Person, kind: str, note: str, number: int) -> None:
    colleague = world.staff[world.companies[person.account_id].csm_email or ""]
    source = f"deposit:{number}"
    record(world.act_kinds[kind], person.member, source=source, note=note, by=colleague)
