"""Who sees what: an audience by rule, one that names it, and a list."""

from sqlalchemy import select

from hub.db import db
from hub.demo.world import World
from hub.members.audiences.checking import shaped
from hub.members.models import Audience
from hub.members.operations.audiences import Details, add_audience, add_entries, recount

ALUMNI = {"field": "alumni", "is": "yes"}
SPEAKERS = ("advocate@demo.example", "alumni@demo.example")


def count_audiences() -> None:
    """As every night would have done."""
    for audience in db.session.scalars(select(Audience)):
        recount(audience)


def name_audiences(world: World) -> None:
    """What the manager has named on the first day."""
    alumni = add_audience(
        Details("Alumni", "Those who left their company.", shaped(ALUMNI)), by=world.manager
    )
    world.audiences["alumni"] = alumni.id
    thriving = {
        "all": [
            {"field": "first_value", "is": "known"},
            {"field": "health", "is": "not_in", "values": ["at_risk"]},
            {"field": "crisis", "is": "no"},
            {
                "any": [
                    {"field": "lifetime", "is": "at_least", "values": [500]},
                    {"field": "seen", "is": "in_last", "values": [30]},
                ]
            },
            {"not": {"field": "audience", "is": "in", "values": [alumni.id]}},
        ]
    }
    words = "People whose company does well, and who take part: the first to think of."
    world.audiences["thriving"] = add_audience(
        Details("Thriving", words, shaped(thriving)), by=world.manager
    ).id
    speakers = add_audience(
        Details("Speakers of the spring tour", "Agreed with each of them.", None), by=world.manager
    )
    add_entries(speakers, SPEAKERS, by=world.manager)
