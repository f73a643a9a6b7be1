"""The connection to Redis or Valkey, and the one queue that outbox jobs go through."""

from flask import Flask, current_app
from redis import Redis
from rq import Queue

QUEUE = "hub"


def redis() -> Redis:
    """The running app's connection."""
    return current_app.extensions["hub_redis"]


def queue() -> Queue:
    """The queue that workers listen to."""
    return Queue(QUEUE, connection=redis())


def init_queue(app: Flask, url: str) -> None:
    app.extensions["hub_redis"] = Redis.from_url(url, socket_connect_timeout=3)
