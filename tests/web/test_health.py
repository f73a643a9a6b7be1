"""Alive, and ready."""

from redis import Redis
from sqlalchemy import text

from hub.db import db as hub_db


def test_alive_needs_nothing(make_app):
    nowhere = make_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/none")
    response = nowhere.test_client().get("/healthz")
    assert response.get_json() == {"status": "ok"}


def test_ready(client):
    assert client.get("/readyz").status_code == 200


def test_not_ready_without_the_database(make_app):
    nowhere = make_app(
        database_url="postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2"
    )
    response = nowhere.test_client().get("/readyz")
    assert response.status_code == 503
    assert "database" in response.get_json()["reason"]


def test_not_ready_without_the_queue(app, client, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "hub_redis", Redis(unix_socket_path="/nonexistent/valkey.sock")
    )
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "queue" in response.get_json()["reason"]


def test_not_ready_before_the_migrations(client):
    hub_db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "hub migrate" in response.get_json()["reason"]
