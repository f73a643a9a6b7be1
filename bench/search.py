"""How fast a search is among 200,000 members who agreed to be found: `make bench`.

Fills a scratch database (always the same) with members and with a hundredth as many challenges,
events and rewards, then searches as the page does, and prints for each kind of question how long
the slowest half and the slowest twentieth take, with all that the rows show.
"""

import argparse
import random
import time
from collections.abc import Callable

from sqlalchemy import text

from bench.scratch import scratch
from hub.db import db
from hub.members.models import Member
from hub.search.queries import everything

TIMES = 40
# Syllables, so that names are many and alike, as real ones are.
SYLLABLES = (
    "an", "be", "chi", "da", "el", "fa", "gri", "ho", "in", "ja", "ka", "lo", "mi", "ne", "o",
    "pe", "qui", "ra", "sch", "ta", "ul", "va", "wi", "xa", "yo", "zé", "ñu", "ös", "田", "丽",
    "华", "ов", "ски", "ال", "را",
)  # fmt: skip
WORDS = (
    "review", "webinar", "dashboard", "reference", "story", "meeting", "quote", "customer",
    "forecast", "gallery", "honest", "short", "question", "evening", "breakfast", "workshop",
    "report", "chart", "colour", "voucher", "coffee", "notebook", "tree",
)  # fmt: skip
CITIES = ("Ghent", "Lyon", "Rome", "Berlin", "Leeds", "大阪", "Málaga", "São Paulo", "")
# Of so few letters that a slip leaves too little to go by.
SHORT = ("Ghent", "Lyon", "Rome", "Berlin", "quote", "tree")
FILL_MEMBERS = """
    INSERT INTO members (fs_uniquifier, given_name, family_name, city, joined_at, findable_since)
    VALUES (:key, :given, :family, :city, now(), now())
"""
FILL = {
    "challenges": """
        INSERT INTO challenges (title, summary, description, kind, points, minutes, created_at,
            published_at)
        VALUES (:title, :summary, :description, 'feedback', 10, 10, now(), now() - interval '1 day')
    """,
    "events": """
        INSERT INTO events (title, summary, description, kind, points, check_in_code, timezone,
            created_at, published_at, starts_at, ends_at)
        VALUES (:title, :summary, :description, 'webinar', 10, 'A', 'UTC', now(), now(),
            now() + interval '1 day', now() + interval '2 days')
    """,
    "rewards": """
        INSERT INTO rewards (title, summary, description, kind, cost, created_at, published_at)
        VALUES (:title, :summary, :description, 'swag', 10, now(), now())
    """,
}


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def fill(rows: int) -> list[str]:
    """Write everything; the members' names."""
    chance = random.Random(7)
    people = [
        {
            "key": str(n),
            "given": name(chance),
            "family": name(chance),
            "city": chance.choice(CITIES),
        }
        for n in range(rows)
    ]
    db.session.execute(text(FILL_MEMBERS), people)
    for statement in FILL.values():
        things = [
            {
                "title": sentence(chance, 4),
                "summary": sentence(chance, 15),
                "description": sentence(chance, 200),
            }
            for _number in range(max(1, rows // 100))
        ]
        db.session.execute(text(statement), things)
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return [f"{one['given']} {one['family']}" for one in people]


def misspelt(words: str, chance: random.Random) -> str:
    """The words with two neighbouring letters the wrong way round."""
    at = chance.randrange(1, len(words) - 2)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def measure(label: str, question: Callable[[], str], member: Member) -> None:
    """Ask as often as it takes, and print what that took."""
    taken, found = [], 0
    for _time in range(TIMES):
        words = question()
        started = time.perf_counter()
        found += everything(member, words).count
        taken.append((time.perf_counter() - started) * 1000)
        db.session.rollback()
    taken.sort()
    p50, p95 = taken[TIMES // 2], taken[TIMES * 95 // 100]
    print(  # noqa: T201
        f"{label:<28} p50 {p50:7.1f} ms, p95 {p95:7.1f} ms, {found / TIMES:10,.1f} found on average"
    )


def run(rows: int) -> None:
    chance = random.Random(8)
    names = fill(rows)
    member = db.session.get_one(Member, 1)
    print(f"{rows:,} members, {rows // 100:,} challenges, events and rewards each")  # noqa: T201
    measure("a name", lambda: chance.choice(names), member)
    measure("the beginning of a name", lambda: chance.choice(names)[:3], member)
    measure("a city of many", lambda: chance.choice(CITIES[:-1]), member)
    measure("one letter", lambda: chance.choice("abdegiklmn"), member)
    measure("a word in many texts", lambda: chance.choice(WORDS), member)
    measure("two words, one begun", lambda: f"{chance.choice(WORDS)} quo", member)
    measure("a misspelt name", lambda: misspelt(chance.choice(names), chance), member)
    measure("a misspelt word", lambda: misspelt(chance.choice(WORDS), chance), member)
    measure("a short word misspelt", lambda: misspelt(chance.choice(SHORT), chance), member)
    measure("nothing like it", lambda: f"zzxq{chance.randrange(10**6)}", member)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--rows", type=int, default=200_000, help="members")
    rows = parser.parse_args().rows
    with scratch():
        run(rows)


if __name__ == "__main__":
    main()
