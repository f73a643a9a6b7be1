"""Loads the demo programme: a year of a fictional vendor's hub, lived through in seconds.

Nothing is inserted that a member or a manager could have done: they start, hand in, decide, redeem
and register by the rooms' own operations, in order, with the hub's clock set to the day.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import exists, select

from hub import clock
from hub.db import db, transaction
from hub.demo import (
    activity,
    careers,
    cast,
    catalogue,
    choices,
    desk,
    ground,
    meetups,
    open_work,
    orders,
    service,
    shopping,
    spaces,
)
from hub.demo.audiences import count_audiences
from hub.demo.crowd import crowd
from hub.demo.drawing import studio
from hub.demo.hush import hush, note_presence
from hub.demo.timeline import Timeline
from hub.demo.world import World
from hub.demo.zeal import kindle
from hub.members.models import Member
from hub.refusals import Refusal

# The same people do the same things in every demo, counted back from today.
SEED = "lamplight"


class NotEmpty(Refusal):
    """There is somebody in this hub."""

    def __init__(self) -> None:
        super().__init__(_("This hub has members already; the demo is for an empty one."))


class NotHere(Refusal):
    """This is a hub for real people."""

    def __init__(self) -> None:
        super().__init__(_("The demo is for a hub in the embedded mode, which this is not."))


def is_empty() -> bool:
    """Whether the hub has no members."""
    return not db.session.scalar(select(exists().select_from(Member)))


def load_demo(progress: Callable[[str], None] | None = None) -> None:
    """Fill the empty hub, all or nothing. Needs a request context, as jobs and pages have.

    In: `progress`, told in a few words what is being done. Raises `NotHere`, `NotEmpty`.
    """
    if not current_app.config["HUB"].embedded:
        raise NotHere
    if not is_empty():
        raise NotEmpty
    tell = progress or _say_nothing
    # A second ago, so that nothing is dated later than the moment at which it is first looked at.
    now = clock.now().replace(microsecond=0) - timedelta(seconds=1)
    rng = Random(SEED)
    people = crowd(now, rng)
    kindle(people, now, rng)
    drawn = studio(orders.of(people, now))
    with drawn as pictures, _no_collecting(), transaction():
        world = World(now, rng, Timeline(now), pictures, people)
        tell(_("Inviting people"))
        ground.lay(world)
        _plan(world)
        tell(_("Living through a year"))
        world.timeline.play()
        note_presence()
        hush(world)
        count_audiences()


def _plan(world: World) -> None:
    # Earlier plans win when two things happen at the same instant.
    catalogue.plan(world)
    careers.plan(world)
    ground.open_chapters(world)
    meetups.plan(world)
    cast.plan(world)
    activity.plan(world)
    open_work.plan(world)
    desk.plan(world)
    choices.plan(world)
    shopping.plan(world)
    spaces.plan(world)
    service.plan(world)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing made here is rubbish before the end: looking for some costs a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _say_nothing(_words: str) -> None:
    """Nobody wants to know."""
