"""Is the process alive; can it serve?"""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from redis import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hub.db import db
from hub.paths import MIGRATIONS
from hub.queue import redis
from hub.web import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """Database and queue answer and migrations are current; 503 with the reason if not."""
    reason = _database_trouble() or _queue_trouble()
    if reason:
        return jsonify(status="unavailable", reason=reason), 503
    return jsonify(status="ok")


def _database_trouble() -> str | None:
    try:
        connection = db.session.connection()
        connection.execute(text("SELECT 1"))
        if set(MigrationContext.configure(connection).get_current_heads()) != _newest():
            return "migrations are not current: run hub migrate"
    except SQLAlchemyError:
        current_app.logger.exception("readyz: the database does not answer")
        return "the database does not answer"
    return None


def _newest() -> set[str]:
    return set(ScriptDirectory(str(MIGRATIONS)).get_heads())


def _queue_trouble() -> str | None:
    try:
        redis().ping()
    except RedisError:
        current_app.logger.exception("readyz: the queue does not answer")
        return "the queue does not answer"
    return None
