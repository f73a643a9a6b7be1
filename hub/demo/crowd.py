"""Who the members are: those with a name in the data files, and everybody else by chance."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hub.demo.data_files import read
from hub.demo.timeline import decent
from hub.demo.world import LAUNCH, Person

MEMBERS = 400
# Nobody is asked anything in the last weeks at a company that is in a crisis.
BEFORE_CRISIS = -50
_SIZES = {"Enterprise": 15.0, "Mid-Market": 8.0, "SMB": 4.5}
# The share of colleagues in the company's own country.
_AT_HOME = {"Enterprise": 0.75, "Mid-Market": 0.88, "SMB": 0.96}
_NEIGHBOURS = {
    "AMER": ("US", "CA", "BR", "MX"),
    "EMEA": ("GB", "IE", "DE", "FR", "PT", "ES", "NL", "SE", "NG", "AE"),
    "APAC": ("IN", "JP", "SG", "AU"),
}
# What the splitting of letters from their marks leaves standing.
_LETTERS = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae"})


def crowd(now: datetime, rng: Random) -> list[Person]:
    """All customers' people, in the order in which they join; with the staff they are `MEMBERS`."""
    data = read("people")
    companies = {row["account_id"]: row for row in read("companies")}
    people = [_named(row, companies, now) for row in data["members"]]
    wanted = MEMBERS - len(data["staff"]) - len(people)
    names = _Names(data["pools"], rng)
    for company in _workplaces(list(companies.values()), wanted, rng):
        people.append(_somebody(company, names, data, now, rng))
    _give_keys(people)
    return sorted(people, key=lambda person: person.joins)


def _named(row: dict[str, Any], companies: dict[str, Any], now: datetime) -> Person:
    account_id = row["company"] or row["left_company"]
    left = row["left_days"]
    joins = now + timedelta(days=LAUNCH + 0.4)
    person = Person(
        key="", given=row["given"], family=row["family"],
        email=row.get("work_email", row["email"]), title=row["title"], account_id=account_id,
        city=row["city"], country=row["country"], timezone=row["timezone"], look=row["look"],
        tones=row["tones"], bio=row["bio"].strip(), joins=joins,
        started_days=row["started_days"], asked_from=joins, asked_until=now, role=row["role"],
        has_portrait=True, scripted="demo.example" in row["email"],
    )  # fmt: skip
    if left is not None:
        person.leaves = now + timedelta(days=left)
        person.personal_email = row["email"]
    return person


def _workplaces(companies: list[Any], wanted: int, rng: Random) -> Iterator[dict[str, Any]]:
    """A company for each of `wanted` people, larger ones more often, each at least twice."""
    weights = [
        _SIZES[row["segment"]] * (0.35 if row["first_value_days"] is None else 1)
        for row in companies
    ]
    yield from companies
    yield from companies
    yield from rng.choices(companies, weights, k=wanted - 2 * len(companies))


def _somebody(
    company: dict[str, Any], names: "_Names", data: dict[str, Any], now: datetime, rng: Random
) -> Person:
    country = company["country"]
    if rng.random() > _AT_HOME[company["segment"]]:
        country = rng.choice(_NEIGHBOURS[company["region"]])
    name = names.draw(country, company["region"])
    pool = data["pools"][name["country"]]
    place = rng.choice(pool["cities"])
    title = rng.choices(data["titles"], [row["weight"] for row in data["titles"]])[0]["title"]
    joins = max(
        decent(_joins(company, now, rng), ZoneInfo(place["timezone"])),
        now + timedelta(days=LAUNCH + 0.5),
    )
    first_value = company["first_value_days"]
    until = now if company["crisis_days"] is None else now + timedelta(days=BEFORE_CRISIS)
    return Person(
        key="", given=name["given"], family=name["family"],
        email=f"{name['mailbox']}@{company['domain']}", title=title,
        account_id=company["account_id"], city=place["city"], country=name["country"],
        timezone=place["timezone"], look=name["look"], tones=pool["tones"],
        bio=rng.choice(data["bios"]) if rng.random() < 0.6 else "", joins=joins,
        started_days=(joins - now).days - rng.randrange(90, 2400),
        asked_from=(
            None if first_value is None else max(joins, now + timedelta(days=first_value + 1))
        ),
        asked_until=until,
    )  # fmt: skip


def _joins(company: dict[str, Any], now: datetime, rng: Random) -> datetime:
    """A first wave at the launch, then more each month; never before the company was a customer."""
    earliest = max(LAUNCH, company["customer_since_days"] + 3)
    if earliest == LAUNCH and rng.random() < 0.3:
        return now + timedelta(days=LAUNCH + 0.5 + 12 * rng.random())
    return now + timedelta(days=earliest + (-2 - earliest) * rng.random() ** 0.85)


def _give_keys(people: list[Person]) -> None:
    for number, person in enumerate(people):
        person.key = str(number)


class _Names:
    """Names, none of them twice."""

    def __init__(self, pools: dict[str, Any], rng: Random) -> None:
        self._pools, self._rng = pools, rng
        self._natives = {code: list(pool.get("natives", ())) for code, pool in pools.items()}
        self._taken = {row["mailbox"] for rows in self._natives.values() for row in rows}

    def draw(self, country: str, region: str) -> dict[str, Any]:
        """Somebody of that country, or of one nearby when it has no names left."""
        natives = self._natives[country]
        pool = self._pools[country]
        if natives and ("given" not in pool or self._rng.random() < 0.5):
            return {**natives.pop(self._rng.randrange(len(natives))), "country": country}
        if "given" not in pool:
            return self.draw(self._rng.choice(_NEIGHBOURS[region]), region)
        while True:
            look = self._rng.choice(("she", "he"))
            given = self._rng.choice(pool["given"][look])
            family = self._rng.choice(pool["family"])
            mailbox = f"{_plain(given)}.{_plain(family)}"
            if mailbox not in self._taken:
                self._taken.add(mailbox)
                return {
                    "given": given, "family": family, "mailbox": mailbox, "look": look,
                    "country": country,
                }  # fmt: skip


def _plain(name: str) -> str:
    """The name in the letters of a mailbox."""
    parts = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(letter for letter in parts if letter.isascii() and letter.isalnum())
