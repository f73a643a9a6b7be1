"""The names by which jobs are promised, and the functions that keep the promise."""

from collections.abc import Callable
from typing import Any, TypeVar

Handler = Callable[..., None]
F = TypeVar("F", bound=Handler)

_handlers: dict[str, Handler] = {}


def job(name: str) -> Callable[[F], F]:
    """Register the function as the job `name` ("room.verb").

    It is called with the keyword arguments given to `later()`, inside the transaction that will
    mark it done, and must be idempotent: it may be called again after a crash.
    """

    def register(function: F) -> F:
        if _handlers.get(name, function) is not function:
            raise RuntimeError(f"two jobs are called {name}")
        _handlers[name] = function
        return function

    return register


def handler(name: str) -> Handler:
    """The function registered as `name`. Raises `KeyError` when nothing is."""
    return _handlers[name]


def is_registered(name: str) -> bool:
    return name in _handlers


def names() -> list[str]:
    return sorted(_handlers)


def describe(arguments: dict[str, Any]) -> str:
    """The arguments as one short line for logs and the console."""
    return ", ".join(f"{key}={value}" for key, value in arguments.items())
