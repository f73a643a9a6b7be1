"""What members decide about challenges in the last days: to wait, to put aside, and to say how it
was."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.challenges import operations
from hub.challenges.models import Attempt
from hub.db import db
from hub.demo import attempts
from hub.demo.cast import ADVOCATE, ALUMNA
from hub.demo.world import Person, World

_STAGE = "ten-minutes-on-stage"
_BEGAN, _WAIT = 3, 4
# The challenge, and why it is nothing for somebody; in words, where there are any.
_NOT_FOR_ME = (
    ("honest-review", "not_allowed", "Our legal team wants to see every public word first."),
    ("honest-review", "no_time", ""),
    ("honest-review", "not_allowed", ""),
    ("host-a-meetup", "no_time", "Gladly in autumn, not before."),
)
_LATER = ("advisory-board", "host-a-meetup", "write-up-your-win")
_OPINIONS = (
    ("honest-review", True, "The reminder about the disclosure line was helpful."),
    ("honest-review", True, ""),
    ("honest-review", False, "The form at the other end was longer than promised."),
    ("save-an-hour", True, "I still use it every Monday."),
    ("save-an-hour", True, ""),
)


def plan(world: World) -> None:
    """Put it on the timeline, once the year has shown who is about."""
    world.timeline.at(world.day(-4.6), _fill_the_stage, world)
    world.timeline.at(world.day(-0.3), _choose, world)


def _fill_the_stage(world: World) -> None:
    challenge = world.challenges[_STAGE].challenge
    able = [one for one in _about(world) if operations.may_take_up(challenge, one.member)]
    for person in (world.person(ALUMNA), *able[:_BEGAN]):
        attempts.begin(world, person, _STAGE, 1)
    for person in able[_BEGAN : _BEGAN + _WAIT]:
        operations.wait_in_line(challenge, by=person.member)


def _choose(world: World) -> None:
    people = _about(world)
    for number, (slug, reason, words) in enumerate(_NOT_FOR_ME):
        challenge, by = world.challenges[slug].challenge, people[-1 - number].member
        operations.put_aside(challenge, "not_for_me", by=by, reason=reason, words=words)
    for person, slug in zip((world.person(ADVOCATE), *people), _LATER, strict=False):
        operations.put_aside(world.challenges[slug].challenge, "later", by=person.member)
    for slug in {slug for slug, _up, _words in _OPINIONS}:
        said = [(up, words) for name, up, words in _OPINIONS if name == slug]
        _say(world, slug, said)


def _say(world: World, slug: str, said: Sequence[tuple[bool, str]]) -> None:
    challenge = world.challenges[slug].challenge
    done = db.session.scalars(
        select(Attempt)
        .where(Attempt.challenge_id == challenge.id, Attempt.state == "approved")
        .order_by(Attempt.id.desc())
        .limit(len(said))
    )
    for attempt, (up, words) in zip(done, said, strict=False):
        operations.say_opinion(challenge, up=up, words=words, by=attempt.member)


def _about(world: World) -> list[Person]:
    """Those who have done something already, the keenest first; never who has a script."""
    found = [
        person
        for person in world.people
        if person.zeal > 0 and not person.scripted and "say-hello" in person.tried
    ]
    return sorted(found, key=lambda person: (-person.zeal, person.email))
