"""How many statements a request sends to the database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from hub.db import db

# Savepoints belong to the tests; the rules of all audiences are read once by each process after one
# has changed, so whichever test comes first would count one more.
UNCOUNTED = (
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "SELECT audiences.id, audiences.name, audiences.rule",
)


def count_queries(request: Callable[[], Any]) -> int:
    """Run `request`, which must succeed, and count its statements."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not " ".join(statement.split()).startswith(UNCOUNTED):
            seen.append(statement)

    connection = db.engines[None]
    event.listen(connection, "before_cursor_execute", note)
    try:
        assert request().status_code == 200
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return len(seen)


def count_selects(work: Callable[[], Any]) -> int:
    """Run `work`, whatever it answers, and count its statements."""

    class Done:
        status_code = 200

    def run() -> Any:
        work()
        return Done

    return count_queries(run)
