"""How long the ask guard takes among a million members: `make bench`.

Fills a scratch database (always the same) with members, companies, acts and asks, then asks the
guard about one member, about a thousand at once and, in a dry run, about all, and prints how long
the slowest half and the slowest twentieth take. Of one run on one machine: elsewhere only ratios
mean something.
"""

import argparse
import random
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text, true

from bench.scratch import scratch
from hub import clock
from hub.advocacy.judging import Wanted
from hub.advocacy.models import ActKind
from hub.advocacy.queries import dry_run, may_ask, may_ask_all
from hub.db import db
from hub.members.models import Member
from hub.members.queries.listing import members_page
from hub.members.queries.people import Search

TIMES = 200
MANY = 1000
FILL = (
    """
    INSERT INTO companies (name, name_key, first_value_on, created_at)
    SELECT 'Company ' || n, 'company ' || n, '2024-01-01', now()
    FROM generate_series(1, greatest(:rows / 50, 1)) n
    """,
    """
    INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)
    SELECT n::text, 'Given' || n, 'Family' || n, now() FROM generate_series(1, :rows) n
    """,
    """
    INSERT INTO positions (member_id, company_id, started_on)
    SELECT id, 1 + id % greatest(:rows / 50, 1), '2024-01-01' FROM members
    """,
    """
    INSERT INTO acts (kind_id, direction, member_id, company_id, value, occurred_on, source,
        created_at)
    SELECT k.id, k.direction, 1 + n % :rows, 1 + (1 + n % :rows) % greatest(:rows / 50, 1), k.value,
        current_date - (n % 700)::int, 'bench:' || n, now()
    FROM generate_series(1, :rows * 2) n
    JOIN (
        SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS kinds FROM act_kinds
    ) k ON k.place = 1 + n % k.kinds
    """,
    """
    INSERT INTO asks (kind_id, member_id, company_id, weight, value, asked_on, source, created_at)
    SELECT k.id, 1 + n % :rows, 1 + (1 + n % :rows) % greatest(:rows / 50, 1), 1, k.value,
        current_date - (n % 400)::int, 'bench:' || n, now()
    FROM generate_series(1, :rows) n JOIN act_kinds k ON k.slug = 'review'
    """,
)


def fill(rows: int) -> None:
    for statement in FILL:
        db.session.execute(text(statement), {"rows": rows})
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def times(work: Callable[[], Any], count: int) -> list[float]:
    taken = []
    for _time in range(count):
        db.session.rollback()
        db.session.expunge_all()
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def times_in_database(work: Callable[[], Any], count: int) -> list[float]:
    """The part of it that is spent waiting for the database."""
    begun, spent = [0.0], [0.0]

    def before(*_statement: Any) -> None:
        begun[0] = time.perf_counter()

    def after(*_statement: Any) -> None:
        spent[0] += (time.perf_counter() - begun[0]) * 1000

    def one() -> float:
        spent[0] = 0.0
        times(work, 1)
        return spent[0]

    event.listen(db.engine, "before_cursor_execute", before)
    event.listen(db.engine, "after_cursor_execute", after)
    taken = sorted(one() for _time in range(count))
    event.remove(db.engine, "before_cursor_execute", before)
    event.remove(db.engine, "after_cursor_execute", after)
    return taken


def say(what: str, taken: list[float]) -> None:
    half, twentieth = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"{what:<44} p50 {half:8.1f}   p95 {twentieth:8.1f}   most {taken[-1]:8.1f} ms")  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many members")
    rows = parser.parse_args().rows
    chance = random.Random(7)
    with scratch():
        fill(rows)
        kind = db.session.query(ActKind).filter_by(slug="reference-call").one()
        kind_id = kind.id

        def one() -> None:
            member = db.session.get_one(Member, chance.randint(1, rows))
            may_ask(member, db.session.get_one(ActKind, kind_id))

        def many() -> None:
            ids = [chance.randint(1, rows) for _ in range(MANY)]
            may_ask_all(ids, db.session.get_one(ActKind, kind_id))

        def everybody() -> None:
            kind = db.session.get_one(ActKind, kind_id)
            dry_run(Wanted.of(kind, clock.today()), true())

        print(f"{rows:,} members, {rows * 2:,} acts, {rows:,} asks")  # noqa: T201
        say("may this one be asked?", times(one, TIMES))
        say("the same, in the database", times_in_database(one, TIMES))
        say(f"which of {MANY:,} may be asked?", times(many, 5))
        say(f"a dry run over {rows:,} members", times(everybody, 5))
        say("a page of members", times(lambda: members_page(Search(), None), 20))


if __name__ == "__main__":
    main()
