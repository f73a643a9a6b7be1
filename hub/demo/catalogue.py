"""What the programme offers: challenges, rewards and news, written and published in time."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hub.challenges import operations as challenges
from hub.challenges.models import Challenge
from hub.demo.audiences import name_audiences
from hub.demo.data_files import read
from hub.demo.timeline import awake
from hub.demo.world import LAUNCH, Offer, World
from hub.home.operations import news
from hub.members.for_some import EVERYBODY, ForWhom
from hub.rewards import operations as rewards
from hub.rewards.models import Reward

# What is said of a step beside its settings.
_BESIDE = ("kind", "title", "help", "samples")


def plan(world: World) -> None:
    """Let everything be written, and published on its day."""
    world.timeline.at(world.day(LAUNCH), name_audiences, world)
    for row in read("challenges"):
        published = _published(world, row["published_days"])
        world.timeline.at(published - timedelta(hours=5), _write_challenge, world, row)
        world.timeline.at(published, _publish_challenge, world, row["slug"])
    for number, row in enumerate(read("rewards")):
        published = _published(world, LAUNCH + 9 if number < 14 else -50 * (20 - number))
        world.timeline.at(published, _offer_reward, world, row)
    for row in read("news"):
        at = awake(world.day(row["days"]), _zone(world), world.rng)
        world.timeline.at(at, tell, world, row)


def _published(world: World, days: float) -> datetime:
    """At half past nine on that day; on the first day at once, before anybody has joined."""
    if days <= LAUNCH + 1:
        return world.day(LAUNCH + 0.3)
    return datetime.combine(world.day(days).date(), time(9, 30), UTC)


def _zone(world: World) -> Any:
    return world.person("advocate@demo.example").zone


def _write_challenge(world: World, row: dict[str, Any]) -> None:
    challenge = write_challenge(world, row)
    world.challenges[row["slug"]] = Offer(challenge, list(challenge.steps), row)


def write_challenge(world: World, row: dict[str, Any], whom: ForWhom = EVERYBODY) -> Challenge:
    """A draft, as the data files say it."""
    badge = world.badges[row["badge"]] if row["badge"] else None
    act_kind = world.act_kinds[row["act"]] if row["act"] else None
    closes = row["closes_days"]
    plan = challenges.ChallengePlan(
        title=row["title"],
        summary=row["summary"],
        kind=row["kind"],
        points=row["points"],
        minutes=row["minutes"],
        description=row["description"],
        audience_id=whom.audience_id or world.audiences.get(row["audience"]),
        space_id=whom.space_id,
        closes_at=None if closes is None else _evening(world, closes),
        **_limits(world, row),
        badge_id=badge.id if badge else None,
        act_kind_id=act_kind.id if act_kind else None,
        picture_id=world.studio.picture(f"challenge-{row['slug']}").id,
        steps=[
            challenges.StepPlan(
                kind=step["kind"],
                title=step["title"],
                help=step["help"],
                settings={name: step[name] for name in step if name not in _BESIDE},
            )
            for step in row["steps"]
        ],
    )
    return challenges.create(plan, by=world.manager)


def _limits(world: World, row: dict[str, Any]) -> dict[str, Any]:
    """When, how often, by how many and after what; most challenges say nothing of it."""
    opens, first = row.get("opens_days"), row.get("requires")
    names = ("again", "again_number", "seats", "announced", "shown_locked", "tags")
    return {
        **{name: row[name] for name in names if name in row},
        "opens_at": None if opens is None else _evening(world, opens),
        "requires_challenge_id": world.challenges[first].challenge.id if first else None,
    }


def _evening(world: World, days: float) -> datetime:
    return datetime.combine(world.day(days).date(), time(22, 0), UTC)


def _publish_challenge(world: World, slug: str) -> None:
    challenges.publish(world.challenges[slug].challenge, by=world.manager)


def _offer_reward(world: World, row: dict[str, Any]) -> None:
    world.rewards[row["slug"]] = offer_reward(world, row)


def offer_reward(world: World, row: dict[str, Any], whom: ForWhom = EVERYBODY) -> Reward:
    """It is in the catalogue, as the data files say it."""
    details = rewards.Details(
        title=row["title"],
        summary=row["summary"],
        kind=row["kind"],
        cost=row["cost"],
        description=row["description"],
        stock=row["stock"],
        per_member=row["per_member"],
        **asdict(whom),
    )
    picture = world.studio.picture(f"reward-{row['slug']}")
    reward = rewards.add(details, by=world.manager, picture=picture)
    rewards.publish(reward, by=world.manager)
    return reward


def tell(world: World, row: dict[str, Any], whom: ForWhom = EVERYBODY) -> None:
    """It is news, as the data files say it."""
    item = news.add(row["title"], row["body"], whom, by=world.manager)
    news.publish(item, by=world.manager)
