"""What audiences cost among a million members and 200 audiences: `make bench`.

A page of a member asks which audiences the member is in. Three ways to know are measured with no
audience and with 200, in one run:

- reading: one select of the facts about the member, each rule read in Python (what the hub does);
- predicates: one select that asks the database every rule as a condition over the one member;
- kept: a table of who is in what, which somebody would have to keep fresh.

Then counts, samples and a page of the members of an audience, and the whole front page.
"""

import argparse
import random
import time
from collections.abc import Callable
from typing import Any

from flask import current_app
from sqlalchemy import select, text

from bench.guard import say, times
from bench.scratch import scratch
from hub import clock
from hub.db import db
from hub.home.queries.front import front
from hub.members.audiences.checking import shaped
from hub.members.audiences.compiling import where_in
from hub.members.audiences.rules import stored
from hub.members.models import Audience, Member
from hub.members.operations.audiences import recount
from hub.members.queries.audiences import count_in, found_by_rule, people_in
from hub.members.queries.listing import COMMON, members_page
from hub.members.queries.people import Search
from hub.members.queries.rulebook import book
from hub.members.queries.visibility import audiences_of

AUDIENCES = 200
TIMES = 200
# Of so many audiences the membership is kept, to see what it costs.
KEPT = 5
# So many are counted and listed.
COUNTED = 40
FILL = (
    """
    INSERT INTO companies (name, name_key, segment, industry, region, first_value_on, created_at)
    SELECT 'Company ' || n, 'company ' || n, (ARRAY['Enterprise', 'Mid-market', 'SMB'])[1 + n % 3],
        'Industry ' || n % 20, (ARRAY['EMEA', 'AMER', 'APAC'])[1 + n % 3],
        CASE WHEN n % 5 > 0 THEN date '2024-01-01' END, now()
    FROM generate_series(1, greatest(:rows / 50, 1)) n
    """,
    """
    INSERT INTO health_reports (company_id, health, note, reported_at)
    SELECT id, (ARRAY['good', 'watch', 'at_risk'])[1 + id % 3], '', now() FROM companies
    """,
    """
    INSERT INTO members (fs_uniquifier, given_name, family_name, country, persona, tags, joined_at,
        last_seen_at)
    SELECT n::text, 'Given' || n, 'Family' || n, (ARRAY['BE', 'DE', 'FR', 'JP'])[1 + n % 4],
        CASE n % 3 WHEN 0 THEN 'power_user' WHEN 1 THEN 'administrator' END,
        CASE WHEN n % 7 = 0 THEN ARRAY['beta'] ELSE '{}' END,
        now() - n % 1000 * interval '1 day', now() - n % 200 * interval '1 day'
    FROM generate_series(1, :rows) n
    """,
    """
    INSERT INTO role_grants (member_id, role_id, granted_at)
    SELECT m.id, r.id, now() FROM members m JOIN roles r ON r.name = 'advocate'
    """,
    """
    INSERT INTO positions (member_id, company_id, started_on, ended_on)
    SELECT id, 1 + id % greatest(:rows / 50, 1), '2024-01-01',
        CASE WHEN id % 10 = 0 THEN date '2025-01-01' END
    FROM members
    """,
    """
    INSERT INTO addresses (member_id, email, kind, created_at)
    SELECT id, 'm' || id || '@work.example', 'work', now() FROM members
    """,
    """
    INSERT INTO tiers (name, threshold, tone) VALUES
        ('Bronze', 0, 'bronze'), ('Silver', 500, 'silver'), ('Gold', 2000, 'gold')
    """,
    """
    INSERT INTO accounts (kind, member_id, balance, lifetime, tier_id)
    SELECT 'member', id, id % 3000, id % 3000,
        (SELECT max(id) FROM tiers WHERE threshold <= m.id % 3000)
    FROM members m
    """,
    """
    INSERT INTO badges (slug, name, description, icon, tone)
    SELECT 'badge-' || n, 'Badge ' || n, '', 'star', 'gold' FROM generate_series(1, 10) n
    """,
    """
    INSERT INTO badge_awards (member_id, badge_id, awarded_at)
    SELECT id, 1 + id % 10, now() FROM members WHERE id % 2 = 0
    """,
    """
    INSERT INTO challenges (title, summary, kind, points, minutes, created_at, published_at)
    SELECT 'Challenge ' || n, '', 'review', 100, 5, now(), now() FROM generate_series(1, 200) n
    """,
    """
    INSERT INTO attempts (challenge_id, member_id, state, points, started_at, handed_in_at)
    SELECT 1 + id % 200, id, 'approved', 100, now(), now() FROM members WHERE id % 3 = 0
    """,
)


def fill(rows: int) -> None:
    for statement in FILL:
        db.session.execute(text(statement), {"rows": rows})
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def rule(chance: random.Random, rows: int) -> dict[str, Any]:
    """A rule like those that managers write: five questions, one of them turned round."""

    def one(field: str, op: str, *values: Any) -> dict[str, Any]:
        return {"field": field, "is": op, "values": list(values)}

    companies = [chance.randint(1, max(rows // 50, 1)) for _ in range(20)]
    questions = [
        one("segment", "in", chance.choice(["Enterprise", "SMB"])),
        one("region", "not_in", chance.choice(["EMEA", "APAC"])),
        one("country", "in", "BE", "DE"),
        one("persona", "in", "power_user"),
        one("tag", "in", "beta"),
        one("tier", "in", 2, 3),
        one("lifetime", "at_least", chance.randint(1, 2500)),
        one("badge", "in", chance.randint(1, 10)),
        one("completed", "not_in", chance.randint(1, 200)),
        one("health", "not_in", "at_risk"),
        one("first_value", "known"),
        one("alumni", "no"),
        one("seen", "in_last", 90),
        one("joined", "before", clock.today().isoformat()),
    ]
    first, second, third, fourth, fifth = chance.sample(questions, 5)
    with_some = {"any": [fourth, one("company", "in", *companies)]}
    return {"all": [first, second, {"any": [third, with_some]}, {"not": fifth}]}


def add_audiences(chance: random.Random, rows: int) -> None:
    for number in range(AUDIENCES):
        kept = stored(shaped(rule(chance, rows)))
        db.session.add(Audience(name=f"Audience {number}", rule=kept, changed_at=clock.now()))
    # Everything that a page shows is for one of them.
    db.session.execute(text("SELECT 1"))
    db.session.flush()
    db.session.execute(text("UPDATE challenges SET audience_id = id"))
    db.session.commit()


def keep_membership() -> float:
    """The third way: who is in what, as rows. Returns the seconds that one audience takes."""
    begun = time.perf_counter()
    db.session.execute(text("CREATE TABLE kept (member_id bigint, audience_id bigint)"))
    for id in list(book())[:KEPT]:
        members = people_in(id)
        db.session.execute(
            text(f"INSERT INTO kept SELECT id, {id} FROM ({_literal(members)}) found")
        )
    db.session.execute(text("ALTER TABLE kept ADD PRIMARY KEY (member_id, audience_id)"))
    db.session.commit()
    return (time.perf_counter() - begun) / KEPT


def _literal(statement: Any) -> str:
    compiled = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    return str(compiled).replace("%%", "%").replace(":", r"\:")


def ways(rows: int, chance: random.Random, *, kept: bool) -> dict[str, list[float]]:
    """How long each way takes to say what one member is in."""

    def anybody() -> Member:
        return db.session.get_one(Member, chance.randint(1, rows))

    def predicates() -> None:
        member = anybody()
        columns = [where_in(id, book(), many=False).label(f"a{id}") for id in book()] or [Member.id]
        db.session.execute(select(*columns).where(Member.id == member.id)).one()

    def table() -> None:
        statement = text("SELECT audience_id FROM kept WHERE member_id = :id")
        db.session.execute(statement, {"id": anybody().id}).all()

    found: dict[str, list[float]] = {
        "the member alone": times(anybody, TIMES),
        "reading": times(lambda: audiences_of(anybody()), TIMES),
        "predicates": times(predicates, 30),
    }
    return {**found, "kept": times(table, TIMES)} if kept else found


def by_size(ids: list[int]) -> dict[str, list[int]]:
    """Audiences in which a page is soon full, and others."""
    common = [id for id in ids if db.session.get_one(Audience, id).people > COMMON]
    return {"a common audience": common, "a rare one": [id for id in ids if id not in common]}


def pages(ids: list[int]) -> list[float]:
    """How long the first page of the members of each audience takes."""
    searches = iter([Search(audience_id=id) for id in ids * 3])
    return times(lambda: members_page(next(searches), None), len(ids) * 3)


def front_page(rows: int, chance: random.Random) -> Callable[[], Any]:
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def look() -> None:
        with app.test_request_context():
            front(db.session.get_one(Member, chance.randint(1, rows)))

    return look


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many members")
    rows = parser.parse_args().rows
    chance = random.Random(7)
    with scratch():
        fill(rows)
        print(f"{rows:,} members")  # noqa: T201
        for name, taken in ways(rows, chance, kept=False).items():
            say(f"no audience: {name}", taken)
        say("no audience: the front page", times(front_page(rows, chance), 50))
        add_audiences(chance, rows)
        seconds = keep_membership()
        for name, taken in ways(rows, chance, kept=True).items():
            say(f"{AUDIENCES} audiences: {name}", taken)
        say(f"{AUDIENCES} audiences: the front page", times(front_page(rows, chance), 50))
        print(f"keeping the membership of one audience takes {seconds:.1f} s")  # noqa: T201
        for audience in db.session.scalars(select(Audience)).all()[:COUNTED]:
            recount(audience)
        db.session.commit()
        ids = list(book())[:COUNTED]
        one = iter(ids)
        say("count one audience", times(lambda: count_in(next(one)), COUNTED))
        say(
            "count and sample in the builder",
            times(lambda: found_by_rule(shaped(rule(chance, rows))), 20),
        )
        for what, some in by_size(ids).items():
            say(f"a page of {what}", pages(some))


if __name__ == "__main__":
    main()
