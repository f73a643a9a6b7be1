"""What waited before there was a promise has one afterwards."""

from datetime import timedelta

from flask_migrate import upgrade
from sqlalchemy import text

from tests.test_migrations import empty as empty
from tests.test_migrations import engine_of


def test_what_waits_has_three_days_from_when_it_was_handed_in(empty):
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision="0019")
        with engine.begin() as connection:
            for statement in (
                "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                " VALUES ('u', 'Ada', 'Example', now())",
                "INSERT INTO challenges (title, summary, kind, points, minutes, created_at)"
                " VALUES ('A', 'B', 'review', 1, 1, now()), ('C', 'D', 'review', 1, 1, now())",
                "INSERT INTO attempts (challenge_id, member_id, state, points, started_at,"
                " handed_in_at) SELECT c.id, m.id, CASE c.title WHEN 'A' THEN 'waiting'"
                " ELSE 'in_progress' END, 1, now(), CASE c.title WHEN 'A' THEN now() END"
                " FROM challenges c, members m",
            ):
                connection.execute(text(statement))
        upgrade(revision="0021")
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT handed_in_at, due_at FROM attempts ORDER BY challenge_id")
        ).all()
        assert found[0].due_at - found[0].handed_in_at == timedelta(days=3)
        assert found[1].due_at is None
        hours = connection.execute(text("SELECT promise_hours FROM review_rules")).scalars()
        assert list(hours) == [72]
    engine.dispose()
