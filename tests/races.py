"""Several people at the same moment: real threads on real connections, with real commits."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from hub.db import db, transaction
from hub.refusals import Refusal

Verb = Callable[[], Any]


def at_once(app: Flask, verbs: Sequence[Verb]) -> list[Any]:
    """Run `verbs` at the same moment, each in a context and transaction of its own.

    Returns what each returned, or the refusal it met, in their order. For tests with the fixture
    `committed`; afterwards its session sees what they left.
    """
    barrier = Barrier(len(verbs))

    def one(verb: Verb) -> Any:
        with app.app_context():
            barrier.wait(10)
            try:
                with transaction():
                    return verb()
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(len(verbs)) as pool:
        outcomes = list(pool.map(one, verbs))
    db.session.rollback()
    db.session.expire_all()
    # The threads' connections are closed here, not by the garbage collector.
    db.engine.dispose()
    return outcomes
