"""How much people do in a year: most a little, a few nearly everything."""

from datetime import datetime, timedelta
from random import Random

from hub.demo.world import Person

# How many challenges somebody takes up, and how many of 100 people take up so many.
_ZEALS = {0: 50, 1: 23, 2: 12, 3: 7, 4: 5, 5: 2, 7: 1}
_STARS = {
    "marcus.whitfield@halyardfreight.example": 19,
    "adaeze.nwosu@marlowandquill.example": 20,
    "katrin.boehm@spreewerkantriebe.example": 14,
    "beatriz.moura@cafeserradourada.example": 12,
    "arjun.menon@nilgirihealth.example": 10,
    "misaki.sato@hoshizorarail.example": 9,
}
# Members who are not from the data files and do a great deal all the same.
_CHAMPIONS = (16, 12, 11, 10, 9, 9, 8, 7, 7)


def kindle(people: list[Person], now: datetime, rng: Random) -> None:
    """Decide how active everybody is, and who shows their face."""
    for person in people:
        days = _days(person, now)
        zeal = _STARS.get(person.email) or rng.choices(list(_ZEALS), list(_ZEALS.values()))[0]
        # One challenge a fortnight is the most that anybody has time for.
        person.zeal = min(zeal, max(0, days // 14))
    settled = [p for p in people if p.email not in _STARS and _days(p, now) > 300]
    for person, zeal in zip(rng.sample(settled, len(_CHAMPIONS)), _CHAMPIONS, strict=True):
        person.zeal = zeal
    for person in people:
        person.has_portrait = person.has_portrait or (
            person.zeal > 1 and rng.random() < 0.6 + person.zeal / 10
        )


def _days(person: Person, now: datetime) -> int:
    """For how many days of the year the person may be asked for something."""
    if person.asked_from is None:
        return 0
    return (min(person.asked_until, now) - person.asked_from) // timedelta(days=1)
