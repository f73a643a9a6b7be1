"""Members join, leave their companies, and turn up elsewhere."""

from datetime import timedelta

from hub import clock
from hub.alumni.operations.leaving import leave_company
from hub.demo import attempts
from hub.demo.ground import details
from hub.demo.timeline import awake
from hub.demo.world import Person, World
from hub.home.operations import profile
from hub.members.operations.people import add_address, add_member, start_position

# How many lose their place by chance, and how many of them bring the product along.
LEAVING = 16
MOVING = 5
HIDDEN = 6


def plan(world: World) -> None:
    """Let everybody join, and some leave."""
    for person in world.people:
        world.timeline.at(person.joins, _join, world, person)
    _choose_leavers(world)
    for person in world.people:
        if person.leaves is not None:
            _plan_leaving(world, person)
    for person in world.rng.sample([p for p in world.people if not p.scripted], HIDDEN):
        # Days later, because `awake` may move it to the Friday before.
        at = awake(max(person.joins, world.day(-39)) + timedelta(days=4), person.zone, world.rng)
        world.timeline.at(at, _describe, person, on_boards=False)


def _join(world: World, person: Person) -> None:
    person.member = add_member(
        email=person.email, given_name=person.given, family_name=person.family
    )
    _describe(person)
    with clock.travel(world.day(person.started_days)):
        start_position(person.member, world.companies[person.account_id], person.title)


def _describe(person: Person, *, on_boards: bool = True) -> None:
    about = {
        "city": person.city,
        "country": person.country,
        "bio": person.bio,
        "timezone": person.timezone,
    }
    told = details(
        person.given, person.family, about, on_boards=on_boards, findable=person.is_findable
    )
    profile.describe(person.member, told, by=person.member)


def _choose_leavers(world: World) -> None:
    """Some of those who have been around for a while, at companies that can be asked."""
    settled = [
        person
        for person in world.people
        if not person.scripted
        and person.role == "advocate"
        and person.asked_from is not None
        and person.joins < world.day(-200)
        # The very keenest stay; one of them has left, and she is in the data files.
        and person.zeal < 8
    ]
    for number, person in enumerate(world.rng.sample(settled, LEAVING)):
        span = (world.day(-12) - person.joins).days
        away = world.rng.uniform(0.4, 0.95) * span
        person.leaves = awake(person.joins + timedelta(days=away), person.zone, world.rng)
        mailbox = person.email.split("@")[0]
        person.personal_email = f"{mailbox}@letterbox.example"
        if number < MOVING:
            person.moves_to = world.rng.choice(
                [key for key in world.companies if key != person.account_id]
            )


def _plan_leaving(world: World, person: Person) -> None:
    assert person.leaves is not None
    at = person.leaves
    world.timeline.at(at - timedelta(days=3), _prove_address, person)
    world.timeline.at(at, _leave, person)
    told = awake(at + timedelta(days=world.rng.randrange(5, 30)), person.zone, world.rng)
    if not person.scripted:
        world.timeline.at(told, attempts.take_up, world, person, "where-did-you-land")
    if person.moves_to is not None:
        begins = at + timedelta(days=world.rng.randrange(30, 60))
        world.timeline.at(begins, _start_anew, world, person)


def _prove_address(person: Person) -> None:
    assert person.personal_email is not None
    add_address(person.member, person.personal_email, kind="personal", verified=True)


def _leave(person: Person) -> None:
    leave_company(by=person.member)


def _start_anew(world: World, person: Person) -> None:
    assert person.moves_to is not None
    company = world.companies[person.moves_to]
    person.account_id = person.moves_to
    add_address(person.member, f"{person.email.split('@')[0]}@{company.domains[0]}", kind="work")
    start_position(person.member, company, person.title)
