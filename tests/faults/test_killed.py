"""Kill things: nothing is lost, and no point is paid twice."""

import os
import signal
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import func, select

from hub import clock
from hub.db import db as hub_db
from hub.db import transaction
from hub.ledger.models import Transfer
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import balance
from hub.outbox import OutboxJob, later
from hub.outbox.relay import DEADLINE, relay_due
from hub.queue import queue, redis
from tests.factories import MemberFactory
from tests.faults.jobs import GATE, POINTS
from tests.live import kill_session, session_members, wait_until

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="finds processes by /proc"),
]


def promise_pay(count: int = 1) -> list[int]:
    """Members who are owed points, each by one job."""
    with transaction():
        members = [MemberFactory() for _ in range(count)]
        for member in members:
            later("faults.pay", member_id=member.id)
    return [member.id for member in members]


def jobs() -> list[OutboxJob]:
    """The payments; the mails about them wait for a relay that not every test starts."""
    hub_db.session.rollback()
    hub_db.session.expire_all()
    payments = select(OutboxJob).where(OutboxJob.name == "faults.pay")
    return list(hub_db.session.scalars(payments.order_by(OutboxJob.id)))


def all_done() -> bool:
    return all(job.done_at for job in jobs())


def relay_after_the_deadline() -> int:
    with clock.travel(clock.now() + DEADLINE + timedelta(seconds=1)):
        return relay_due(queue())


def assert_paid_once(members: list[int]) -> None:
    assert [balance(member) for member in members] == [POINTS] * len(members)
    assert hub_db.session.scalar(select(func.count()).select_from(Transfer)) == len(members)
    assert reconcile().clean


def test_a_worker_killed_in_the_middle_of_a_job(hub, start):
    members = promise_pay()
    url = hub.config["HUB"].database_url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url) as gate:
        gate.execute("SELECT pg_advisory_lock(%s)", (GATE,))
        relay_due(queue())
        worker = start("worker")
        wait_until(lambda: waiting_at_the_gate(url), "the job to be half-way")
        assert len(session_members(worker.pid)) > 1, "no work-horse to kill"
        kill_session(worker)
    wait_until(lambda: not waiting_at_the_gate(url), "the killed job's transaction to end")
    assert balance(members[0]) == 0
    assert not all_done()
    assert relay_after_the_deadline() >= 1
    start("worker")
    wait_until(all_done, "the job to be done by another worker")
    assert_paid_once(members)


def waiting_at_the_gate(url: str) -> bool:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        ).fetchone()
    return found is not None and found[0] > 0


def test_valkey_flushed_while_jobs_wait(hub, start):
    members = promise_pay(10)
    assert relay_due(queue()) == 10
    assert len(queue()) == 10
    redis().flushall()
    assert relay_after_the_deadline() == 10
    start("worker")
    wait_until(all_done, "all jobs to be done")
    assert_paid_once(members)


def test_a_relay_killed_between_enqueue_and_commit(hub, start):
    members = promise_pay()
    dying = start("dying-relay")
    assert dying.wait(timeout=60) == -signal.SIGKILL
    assert len(queue()) == 1
    assert [job.handed_over_at for job in jobs()] == [None]
    start("relay")
    start("worker")
    wait_until(all_done, "the job to be done")
    assert_paid_once(members)


def test_a_commit_starts_its_job_while_relay_and_worker_run(hub, start):
    """From the commit to the effect through all processes; the time is printed, not judged."""
    start("relay")
    start("worker")
    first = promise_pay()
    wait_until(all_done, "the processes to be up", 60)
    begun = clock.now()
    second = promise_pay()
    wait_until(all_done, "the second job")
    print(f"from commit to effect: {clock.now() - begun}")  # noqa: T201
    assert_paid_once(first + second)
