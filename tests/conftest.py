"""The app on real PostgreSQL and Valkey; each test in a transaction that is rolled back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.db import Base
from hub.db import db as hub_db
from hub.embedded import start_postgres, start_valkey
from hub.extensions import limiter
from hub.members.models import Member
from hub.members.operations.roles import sync_roles

PASSWORD = "correct horse battery"


class HubClient(FlaskClient):
    """A browser.

    A request gets what the test has made so far, and a context of its own as in real life:
    inside the test's context it would share `g`, and with it whoever was signed in before.
    Afterwards the test sees the rows as the request left them.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        hub_db.session.flush()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        hub_db.session.expire_all()
        return response


@pytest.fixture(scope="session")
def data_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hub-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def settings(data_dir: Path) -> Iterator[Settings]:
    """Real servers for this test process, stopped when it ends."""
    postgres = start_postgres(data_dir / "servers", durable=False)
    valkey = start_valkey(data_dir / "servers")
    yield Settings(
        mode="embedded",
        database_url=postgres.url,
        redis_url=valkey.url,
        data_dir=data_dir,
        rate_limits=False,
        log_level="ERROR",
    )
    valkey.stop()
    postgres.stop()


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = HubClient
    migrate_database(app)
    with app.app_context():
        _remember_rows()
    yield app
    with app.app_context():
        hub_db.engine.dispose()


@pytest.fixture(scope="module")
def make_app(settings: Settings) -> Iterator[Callable[..., Flask]]:
    """Further apps, with some settings changed. Their connections are closed at the end."""
    made: list[Flask] = []

    def make(**changes: Any) -> Flask:
        app = create_app(settings.model_copy(update=changes))
        app.config["WTF_CSRF_ENABLED"] = False
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            hub_db.engine.dispose()


@pytest.fixture
def strict(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """An app with its limits on and nothing counted yet. The limiter is one object for all apps, so
    it is off again afterwards: else it would count the requests of whatever tests come next."""
    before = limiter.enabled
    app = make_app(rate_limits=True)
    with app.app_context():
        limiter.reset()
    yield app
    limiter.enabled = before


@pytest.fixture
def db(app: Flask) -> Iterator[Any]:
    """The database inside a transaction that the test never commits."""
    with app.app_context():
        engine = hub_db.engine
        connection = engine.connect()
        outer = connection.begin()
        # Binding the session alone is ignored by Flask-SQLAlchemy 3.1.
        hub_db.engines[None] = connection
        try:
            yield hub_db
        finally:
            hub_db.session.remove()
            hub_db.engines[None] = engine
            outer.rollback()
            connection.close()
            shutil.rmtree(app.config["MAIL_FOLDER"], ignore_errors=True)


@pytest.fixture
def committed(app: Flask) -> Iterator[Any]:
    """The database with real commits, for races and the relay; emptied afterwards."""
    with app.app_context():
        try:
            yield hub_db
        finally:
            hub_db.session.remove()
            empty_database()


# What the migrations put into a new hub, by table; roles are copied in on their own.
_rows: dict[Any, list[dict[str, Any]]] = {}


def _remember_rows() -> None:
    with hub_db.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            if rows and table.name != "roles":
                _rows[table] = rows


def empty_database() -> None:
    """Every table as the migrations leave it."""
    tables = ", ".join(t.name for t in Base.metadata.sorted_tables)
    with hub_db.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        for table, rows in _rows.items():
            connection.execute(table.insert(), rows)
            if table.c.id.identity is None:
                continue
            name = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(text(f"SELECT setval({name}, (SELECT max(id) FROM {table.name}))"))
    sync_roles()
    hub_db.session.commit()


@pytest.fixture
def client(app: Flask, db: Any) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def sign_in_as(app: Flask, db: Any) -> Callable[[Member], FlaskClient]:
    """A new browser in which that member is signed in."""

    def sign_in(member: Member) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = member.fs_uniquifier
            session["_fresh"] = True
        return client

    return sign_in


@pytest.fixture
def reader(app: Flask, db: Any) -> Iterator[None]:
    """Somebody for whom refusals and reasons are worded, where no request asks for them."""
    with app.test_request_context():
        yield


@pytest.fixture
def htmx() -> dict[str, str]:
    """Headers of a request by htmx for a part of a page."""
    return {"HX-Request": "true", "HX-Request-Type": "partial"}
