"""Two spaces: one of the advocate's company, and one of those who left theirs."""

from typing import Any

from hub.challenges import operations as challenges
from hub.demo import catalogue, meetups
from hub.demo.data_files import read
from hub.demo.world import World
from hub.members.for_some import ForWhom
from hub.members.models import Member, Space
from hub.members.operations import spaces
from hub.members.operations.newsletters import subscribe


def plan(world: World) -> None:
    """Let each be opened and filled on its days."""
    for row in read("spaces"):
        world.timeline.at(world.by_day(-row["days"]), _open, world, row)


def _open(world: World, row: dict[str, Any]) -> None:
    """Made and published; what is in it follows, each on its day."""
    company = world.companies.get(row["company"])
    details = spaces.Details(
        name=row["name"],
        slug=row["slug"],
        summary=row["summary"],
        welcome=row["welcome"],
        company_id=company.id if company else None,
        audience_id=world.audiences.get(row["audience"]),
    )
    picture = world.studio.picture(f"space-{row['slug']}")
    space = spaces.create(details, by=world.manager, picture=picture)
    spaces.publish(space, by=world.manager)
    whom = ForWhom(space_id=space.id)
    for room, fill in (("challenges", _challenge), ("events", _event), ("rewards", _reward)):
        for one in row[room]:
            world.timeline.at(world.by_day(-one["days"]), fill, world, one, whom)
    for one in row["news"]:
        world.timeline.at(world.by_day(-one["days"]), catalogue.tell, world, one, whom)
    for email in row["readers"]:
        world.timeline.at(world.by_day(-row["days"] - 1), _read, world, space, email)


def _challenge(world: World, row: dict[str, Any], whom: ForWhom) -> None:
    challenges.publish(catalogue.write_challenge(world, row, whom), by=world.manager)


def _event(world: World, row: dict[str, Any], whom: ForWhom) -> None:
    meetups.announce(world, row, meetups.starts_of(world, row), whom)


def _reward(world: World, row: dict[str, Any], whom: ForWhom) -> None:
    catalogue.offer_reward(world, row, whom)


def _read(world: World, space: Space, email: str) -> None:
    member: Member = world.person(email).member
    subscribe(space, member)
