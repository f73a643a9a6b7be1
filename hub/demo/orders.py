"""Which pictures the demo needs, and by when."""

from datetime import datetime, timedelta
from typing import Any

from hub.demo.data_files import read
from hub.demo.drawing import Order
from hub.demo.giving import CHARTS, ROOMS
from hub.demo.world import LAUNCH, Person

# What members hand in where a picture is asked for.
_A_DAY = timedelta(days=1)
_CHART_MOTIFS = ("bars", "stream", "arcs", "constellation")


def of(people: list[Person], now: datetime) -> list[Order]:
    """Covers for everything on offer, portraits of those who show their face, some charts."""

    def due(days: float) -> datetime:
        return now + timedelta(days=days)

    orders = [
        _portrait(f"portrait-{row['email']}", row["email"], row["look"], row["tones"], due(-400))
        for row in read("people")["staff"]
    ]
    orders += [
        _portrait(person.portrait, person.email, person.look, person.tones, person.joins + _A_DAY)
        for person in people
        if person.has_portrait
    ]
    for row in read("challenges"):
        orders.append(_cover("challenge", row, due(row["published_days"])))
    orders += [_cover("reward", row, due(LAUNCH + 8)) for row in read("rewards")]
    orders += [_cover("event", row, due(row["starts_days"] - 60)) for row in read("events")]
    for row in read("spaces"):
        orders.append(_cover("space", row, due(row["days"])))
        for room in ("challenge", "event", "reward"):
            orders += [_cover(room, one, due(one["days"])) for one in row[f"{room}s"]]
    for key in ROOMS:
        orders.append(Order(key, due(LAUNCH + 90), "cover", {"motif": "table", "seed": key}))
    for number, key in enumerate(CHARTS):
        motif = _CHART_MOTIFS[number % len(_CHART_MOTIFS)]
        orders.append(Order(key, due(LAUNCH + 30), "cover", {"motif": motif, "seed": key}))
    return orders


def _portrait(key: str, seed: str, look: str, tones: list[int], due: datetime) -> Order:
    return Order(key, due, "portrait", {"seed": seed, "look": look, "tones": tones})


def _cover(room: str, row: dict[str, Any], due: datetime) -> Order:
    options = {"motif": row["motif"], "seed": row["slug"]}
    return Order(f"{room}-{row['slug']}", due, "cover", options)
