"""How far a running import is. It lives in Valkey: the import's own transaction shows nothing."""

from contextlib import suppress

from redis.exceptions import RedisError

from hub.queue import redis

_KEPT_SECONDS = 3600


def tell(run_id: int, percent: int) -> None:
    """Note the progress. An import must not fail because nobody can watch it."""
    with suppress(RedisError):
        redis().set(_key(run_id), percent, ex=_KEPT_SECONDS)


def ask(run_id: int) -> int | None:
    """The percentage, or None when no worker has begun."""
    with suppress(RedisError):
        told = redis().get(_key(run_id))
        return int(told) if told is not None else None
    return None


def clear(run_id: int) -> None:
    with suppress(RedisError):
        redis().delete(_key(run_id))


def _key(run_id: int) -> str:
    return f"hub:import:{run_id}"
