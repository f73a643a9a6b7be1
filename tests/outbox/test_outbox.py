"""Promises: written with the change, kept once, tried again, and given up in the open."""

import threading
import time
from datetime import timedelta

import pytest
from rq import Queue, SimpleWorker
from sqlalchemy import func, select

from hub import clock
from hub.db import db as hub_db
from hub.db import transaction
from hub.outbox import OutboxJob, job, later, registry
from hub.outbox.models import BACKOFF, MAX_TRIES
from hub.outbox.relay import DEADLINE, relay_due, run_relay
from hub.outbox.running import retry, run
from hub.queue import queue, redis

ran: list[str] = []


@pytest.fixture(autouse=True)
def jobs():
    """Two jobs of the test's own: one that works and one that does not."""

    def works(word: str) -> None:
        ran.append(word)

    def breaks() -> None:
        raise ValueError("the printer is on fire")

    ran.clear()
    job("test.works")(works)
    job("test.breaks")(breaks)
    yield
    for name in ("test.works", "test.breaks"):
        registry._handlers.pop(name)


@pytest.fixture
def valkey(app, committed):
    redis().flushdb()
    yield redis()
    redis().flushdb()


def promise(name: str = "test.works", **arguments) -> int:
    if name == "test.works":
        arguments.setdefault("word", "hello")
    with transaction():
        later(name, **arguments)
    return hub_db.session.scalars(select(func.max(OutboxJob.id))).one()


def row(id: int) -> OutboxJob:
    hub_db.session.expire_all()
    return hub_db.session.get_one(OutboxJob, id)


def work() -> None:
    SimpleWorker([queue()], connection=redis()).work(burst=True, logging_level="ERROR")


def test_a_promise_nobody_can_keep_is_refused(db):
    with pytest.raises(KeyError, match=r"test\.unknown"):
        later("test.unknown")


def test_what_is_rolled_back_was_never_promised(committed):
    def promise_and_fail() -> None:
        with transaction():
            later("test.works", word="never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        promise_and_fail()
    assert hub_db.session.scalar(select(func.count()).select_from(OutboxJob)) == 0


def test_the_same_key_is_promised_once(committed):
    promise(key="once")
    promise(key="once")
    assert hub_db.session.scalar(select(func.count()).select_from(OutboxJob)) == 1


def test_relay_queue_worker_done(valkey):
    id = promise()
    assert relay_due(queue()) == 1
    assert row(id).state == "handed over"
    work()
    assert row(id).state == "done"
    assert ran == ["hello"]


def test_delivered_twice_runs_once(valkey):
    id = promise()
    run(id)
    run(id)
    assert ran == ["hello"]


def test_one_that_runs_elsewhere_is_left_alone(valkey):
    id = promise()
    with hub_db.engine.begin() as other:
        other.execute(select(OutboxJob.id).where(OutboxJob.id == id).with_for_update())
        run(id)
    assert ran == []
    assert row(id).tries == 0


def test_not_due_yet_waits(valkey):
    promise(at=clock.now() + timedelta(hours=1))
    assert relay_due(queue()) == 0


def test_a_failure_is_tried_again_later_and_later_and_then_stands_in_the_open(valkey):
    id = promise("test.breaks")
    for wait in BACKOFF:
        before = clock.now()
        run(id)
        due = row(id).due_at
        assert before + wait <= due <= clock.now() + wait
        assert row(id).state == "retrying"
    run(id)
    assert row(id).state == "failed"
    assert row(id).tries == MAX_TRIES
    assert "the printer is on fire" in row(id).last_error
    assert relay_due(queue()) == 0


def test_a_retry_by_hand_gives_it_a_fresh_start(valkey):
    id = promise("test.breaks")
    for _ in range(MAX_TRIES):
        run(id)
    with transaction():
        retry(row(id))
    assert row(id).tries == 0
    assert relay_due(queue()) == 1


def test_a_job_that_kills_its_worker_every_time_ends_too(valkey):
    id = promise()
    with transaction():
        row(id).tries = MAX_TRIES
    run(id)
    assert row(id).state == "failed"
    assert "died" in row(id).last_error
    assert ran == []


def test_a_flushed_queue_loses_nothing(valkey):
    id = promise()
    relay_due(queue())
    valkey.flushdb()
    assert relay_due(queue()) == 0
    with clock.travel(clock.now() + DEADLINE + timedelta(seconds=1)):
        assert relay_due(queue()) == 1
    work()
    assert row(id).state == "done"
    assert ran == ["hello"]


def test_a_job_still_in_line_is_not_queued_a_second_time(valkey):
    promise()
    relay_due(queue())
    with clock.travel(clock.now() + DEADLINE + timedelta(seconds=1)):
        relay_due(queue())
    assert len(queue()) == 1


def test_a_copy_that_a_dead_worker_left_behind_is_replaced(valkey):
    id = promise()
    relay_due(queue())
    dead = queue().fetch_job(row(id).rq_id)
    valkey.lrem(queue().key, 0, dead.id)
    dead.set_status("started")
    with clock.travel(clock.now() + DEADLINE + timedelta(seconds=1)):
        relay_due(queue())
    work()
    assert row(id).state == "done"


def test_a_relay_that_dies_between_enqueue_and_commit_repeats_itself_harmlessly(valkey):
    id = promise()

    class DyingQueue(Queue):
        def enqueue(self, *args, **kwargs):
            super().enqueue(*args, **kwargs)
            raise SystemExit("killed")

    with pytest.raises(SystemExit):
        relay_due(DyingQueue(queue().name, connection=valkey))
    assert row(id).state == "waiting"
    assert len(queue()) == 1
    assert relay_due(queue()) == 1
    work()
    work()
    assert ran == ["hello"]


def test_the_relay_hears_of_a_commit_at_once(app, valkey):
    """Woken by NOTIFY: far sooner than the poll, which is a minute here."""
    stopping = threading.Event()

    def relaying():
        with app.app_context():
            url = hub_db.engine.url.set(drivername="postgresql")
            run_relay(
                queue(), url.render_as_string(hide_password=False), stopping.is_set, poll_seconds=60
            )

    thread = threading.Thread(target=relaying)
    thread.start()
    try:
        time.sleep(0.5)
        begun = time.monotonic()
        promise()
        while len(queue()) == 0 and time.monotonic() - begun < 20:
            time.sleep(0.01)
        assert len(queue()) == 1
        assert time.monotonic() - begun < 20
    finally:
        stopping.set()
        thread.join(timeout=10)
    assert not thread.is_alive()
