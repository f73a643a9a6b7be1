"""One chain, forward only, from nothing and from every state with data in it."""

import re

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from hub.db import Base
from hub.paths import MIGRATIONS

SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture
def empty(settings, make_app):
    """An app over a database of its own, with nothing in it."""
    url = settings.database_url.replace("postgresql+psycopg", "postgresql")
    name = "hub_migrations"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return make_app(database_url=settings.database_url.replace("/hub?", f"/{name}?"))


def engine_of(app):
    return create_engine(app.config["SQLALCHEMY_DATABASE_URI"])


def test_one_linear_chain_numbered_and_named():
    assert len(SCRIPTS.get_heads()) == 1
    assert [f"{n:04d}" for n in range(1, len(REVISIONS) + 1)] == REVISIONS
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert re.fullmatch(r"\d{4}_[a-z_]+\.py", path.name)


def test_migrations_only_go_forward():
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert "def downgrade" not in path.read_text()


def test_the_migrated_database_is_what_the_models_say(empty):
    with empty.app_context():
        upgrade()
    engine = engine_of(empty)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_each_step_runs_over_the_state_before_it_with_data(empty):
    """A member and a company made at the first state are still there at the last."""
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision=REVISIONS[0])
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                    " VALUES ('u', 'Ada', 'Example', now())"
                )
            )
        for revision in REVISIONS[1:]:
            upgrade(revision=revision)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT given_name FROM members")).scalar_one() == "Ada"
    engine.dispose()


def test_what_was_written_before_the_search_is_found_after_it_and_nobody_has_agreed(empty):
    engine = engine_of(empty)
    words = '{"de": {"title": {"words": "Ehrliche Rezension", "of": "x"}}}'
    with empty.app_context():
        upgrade(revision="0009")
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO challenges (title, summary, kind, points, minutes, created_at,"
                    " translations) VALUES ('Honest review', 'Écrivez', 'review', 1, 1, now(),"
                    " CAST(:words AS jsonb))"
                ),
                {"words": words},
            )
            connection.execute(
                text(
                    "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                    " VALUES ('u', 'Ada', 'Example', now())"
                )
            )
        upgrade(revision="0010")
    with engine.connect() as connection:
        for typed in ("honest rev", "ecrivez", "rezension"):
            found = "SELECT search_words @@ words_wanted(:typed) FROM challenges"
            assert connection.execute(text(found), {"typed": typed}).scalar_one(), typed
        kept = connection.execute(
            text("SELECT findable_since, search_names, search_words FROM members")
        ).one()
        assert tuple(kept) == (None, None, None)
    engine.dispose()


def test_who_agreed_to_be_found_before_is_found_by_city_after(empty):
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision="0017")
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO members (fs_uniquifier, given_name, family_name, city, joined_at,"
                    " findable_since) VALUES ('a', 'Ada', 'Example', 'Ghent', now(), now()),"
                    " ('b', 'Ben', 'Example', 'Ghent', now(), NULL)"
                )
            )
        upgrade()
    with engine.connect() as connection:
        found = "SELECT given_name FROM members WHERE search_words @@ words_wanted('ghent')"
        assert connection.execute(text(found)).scalars().all() == ["Ada"]
    engine.dispose()


def test_acts_from_before_the_bank_get_their_kinds_direction_and_kinds_stay_as_they_were(empty):
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision="0014")
        with engine.begin() as connection:
            for statement in (
                "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                " VALUES ('u', 'Ada', 'Example', now())",
                "INSERT INTO act_kinds (slug, name, direction, value)"
                " VALUES ('gift', 'Flowers', 'deposit', 99), ('talk', 'Talk', 'withdrawal', 7)",
                "INSERT INTO acts (kind_id, member_id, value, occurred_on, source, created_at)"
                " SELECT k.id, m.id, k.value, current_date, k.slug, now()"
                " FROM act_kinds k, members m",
            ):
                connection.execute(text(statement))
        upgrade()
    with engine.connect() as connection:
        acts = "SELECT source, direction, value, taken_back_at FROM acts ORDER BY source"
        assert [tuple(row) for row in connection.execute(text(acts))] == [
            ("gift", "deposit", 99, None),
            ("talk", "withdrawal", 7, None),
        ]
        gift = "SELECT name, value FROM act_kinds WHERE slug = 'gift'"
        assert tuple(connection.execute(text(gift)).one()) == ("Flowers", 99)
    engine.dispose()


def test_notes_are_about_one_thing_and_say_something_and_those_of_the_crm_stay(empty):
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision="0018")
        with engine.begin() as connection:
            for statement in (
                "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at, notes)"
                " VALUES ('u', 'Ada', 'Example', now(), 'From the CRM')",
                "INSERT INTO companies (name, name_key, created_at) VALUES ('Acme', 'acme', now())",
            ):
                connection.execute(text(statement))
        upgrade(revision="0019")
    write = text(
        "INSERT INTO notes (member_id, company_id, body, written_at, written_by_id)"
        " SELECT CASE WHEN :member THEN m.id END, CASE WHEN :company THEN c.id END, :body, now(),"
        " m.id FROM members m, companies c"
    )
    for member, company, body, kept in (
        (True, False, "é" * 4000, True),
        (False, True, "Growing", True),
        (True, True, "Both", False),
        (False, False, "Neither", False),
        (True, False, "", False),
        (True, False, "é" * 4001, False),
    ):
        values = {"member": member, "company": company, "body": body}
        with engine.connect() as connection:
            if kept:
                connection.execute(write, values)
            else:
                with pytest.raises(IntegrityError):
                    connection.execute(write, values)
    with engine.connect() as connection:
        notes = connection.execute(text("SELECT notes FROM members")).scalar_one()
        assert notes == "From the CRM"
    engine.dispose()


def test_attempts_from_before_rounds_are_first_rounds_and_only_one_is_open(empty):
    engine = engine_of(empty)
    with empty.app_context():
        upgrade(revision="0019")
        with engine.begin() as connection:
            for statement in (
                "INSERT INTO members (fs_uniquifier, given_name, family_name, joined_at)"
                " VALUES ('u', 'Ada', 'Example', now())",
                "INSERT INTO challenges (title, summary, kind, points, minutes, created_at)"
                " VALUES ('Review', 'Write', 'review', 1, 1, now())",
                "INSERT INTO attempts (challenge_id, member_id, state, points, started_at)"
                " SELECT c.id, m.id, 'in_progress', 1, now() FROM challenges c, members m",
            ):
                connection.execute(text(statement))
        upgrade()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT round FROM attempts")).scalars().all() == [1]
        kept = connection.execute(text("SELECT again, tags, opens_at FROM challenges")).one()
        assert tuple(kept) == ("once", [], None)
        second = text(
            "INSERT INTO attempts (challenge_id, member_id, state, points, started_at, round)"
            " SELECT challenge_id, member_id, 'in_progress', 1, now(), 2 FROM attempts"
        )
        with pytest.raises(IntegrityError, match="uq_attempts_open"):
            connection.execute(second)
    engine.dispose()
