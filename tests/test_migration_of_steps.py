"""Steps from before there were many kinds."""

from flask_migrate import upgrade
from sqlalchemy import text

from tests.test_migrations import empty, engine_of

__all__ = ["empty"]


def test_what_was_done_before_counts_as_done_after(empty):
    """One step of each kind there was, done and not done, in the order of their titles."""
    engine = engine_of(empty)
    given = (
        ("link", "{}", '{"done": true}', True),
        ("link", "{}", "{}", False),
        ("answer", '{"min_length": 3, "max_length": null}', '{"text": " abc "}', True),
        ("answer", '{"min_length": 4}', '{"text": " abc "}', False),
        ("answer", '{"max_length": 2}', '{"text": "abc"}', False),
        ("answer", "{}", "{}", False),
        ("choice", '{"options": ["a", "b"]}', '{"options": ["a"]}', True),
        ("choice", '{"options": ["a", "b"]}', '{"options": ["c"]}', False),
        ("choice", '{"options": ["a", "b"]}', "{}", False),
        ("picture", "{}", "{}", False),
    )
    with empty.app_context():
        upgrade(revision="0019")
        with engine.begin() as connection:
            for statement in (
                "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                " VALUES ('u', 'Ada', 'Example', now())",
                "INSERT INTO challenges (title, summary, kind, points, minutes, created_at)"
                " VALUES ('A', 'B', 'review', 1, 1, now())",
                "INSERT INTO attempts (challenge_id, member_id, state, points, started_at)"
                " SELECT c.id, m.id, 'in_progress', 1, now() FROM challenges c, members m",
            ):
                connection.execute(text(statement))
            for place, (kind, settings, content, _done) in enumerate(given):
                connection.execute(
                    text(
                        "WITH step AS (INSERT INTO steps (challenge_id, place, kind, title,"
                        " settings) SELECT id, :place, :kind, 'Do it', CAST(:settings AS jsonb)"
                        " FROM challenges RETURNING id)"
                        " INSERT INTO submissions (attempt_id, step_id, content, saved_at)"
                        " SELECT a.id, step.id, CAST(:content AS jsonb), now()"
                        " FROM attempts a, step"
                    ),
                    {"place": place, "kind": kind, "settings": settings, "content": content},
                )
        upgrade()
    with engine.connect() as connection:
        done = connection.execute(
            text("SELECT done FROM submissions s JOIN steps ON steps.id = step_id ORDER BY place")
        )
        assert list(done.scalars()) == [row[3] for row in given]
    engine.dispose()
