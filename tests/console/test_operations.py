"""Retrying a job, the numbers of the overview, the log, the mailbox."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from hub import audit, clock
from hub.challenges.models import Review
from hub.console import mailbox
from hub.console.operations import NotFailed, retry_job
from hub.console.queries import overview
from hub.console.queries.trail import Filters, trail, whole_trail
from hub.ledger.operations import Cause, award, hold, reverse
from hub.outbox import OutboxJob
from tests.factories import (
    AttemptFactory,
    ChallengeFactory,
    MemberFactory,
    RedemptionFactory,
    RegistrationFactory,
)


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


def job(db, **changes):
    made = OutboxJob(name="home.delete_files", arguments={"keys": []}, **changes)
    db.session.add(made)
    db.session.flush()
    return made


class TestRetry:
    def test_a_failed_job_gets_new_tries_and_an_entry(self, db, manager):
        failed = job(db, failed_at=clock.now(), tries=6, last_error="It broke.")
        retry_job(failed, by=manager)
        assert (failed.failed_at, failed.tries) == (None, 0)
        entry = db.session.scalars(
            select(audit.AuditEntry).where(audit.AuditEntry.action == "job.retried")
        ).one()
        assert (entry.actor_id, entry.subject_id) == (manager.id, failed.id)

    def test_the_second_retry_says_what_happened(self, app, db, manager):
        failed = job(db, failed_at=clock.now(), tries=6)
        retry_job(failed, by=manager)
        done = job(db, done_at=clock.now())
        with app.test_request_context():
            with pytest.raises(NotFailed, match="retried a moment ago"):
                retry_job(failed, by=manager)
            with pytest.raises(NotFailed, match="is done"):
                retry_job(done, by=manager)


class TestOverview:
    def test_it_counts_what_waits_and_since_when(self, db):
        now = clock.now()
        AttemptFactory(state="waiting", handed_in_at=now - timedelta(days=3))
        AttemptFactory(state="waiting", handed_in_at=now - timedelta(days=1))
        AttemptFactory()
        RedemptionFactory(requested_at=now - timedelta(days=2))
        RedemptionFactory(state="sent")
        job(db, failed_at=now)
        job(db)
        assert overview.waiting() == overview.Waiting(
            2, now - timedelta(days=3), 1, now - timedelta(days=2), 1
        )

    def test_an_idle_hub_has_nothing_waiting(self, db):
        assert overview.waiting().nothing

    def test_the_month_counts_what_happened_in_it(self, db, manager):
        now = clock.now()
        long_ago = now - timedelta(days=40)
        member = MemberFactory()
        attempt = AttemptFactory(member=member, state="approved", handed_in_at=now)
        AttemptFactory(started_at=long_ago)
        RegistrationFactory(member=member)
        RegistrationFactory(registered_at=long_ago)
        for at in (now, long_ago):
            review = Review(attempt=attempt, reviewer=manager, decision="approved", decided_at=at)
            db.session.add(review)
        given = award(member.id, 100, Cause(attempt, "A", "a"))
        taken = award(member.id, 30, Cause(attempt, "B", "b"))
        reverse(taken, Cause(attempt, "B", "undo"))
        hold(member.id, 40, Cause(RedemptionFactory(member=member), "R", "h"))
        month = overview.month()
        assert given.points == 100
        assert month == overview.Month(
            month.since,
            active_members=1,
            challenges_completed=1,
            points_issued=130,
            points_taken_back=30,
            points_held=40,
            redemptions=1,
        )


class TestTrail:
    @pytest.fixture
    def challenge(self, db, manager):
        challenge = ChallengeFactory(title="Speak up")
        with audit.recorded(manager, "challenge.updated", challenge):
            challenge.title = "Speak out"
        audit.record(None, "settings.changed", "settings", after={"a": 1})
        return challenge

    def test_it_says_who_what_and_what_changed(self, challenge, manager):
        command, line = trail(Filters()).items[:2]
        assert (command.actor, command.subject) == (None, None)
        assert (line.actor, str(line.subject)) == (manager, "Speak out")
        assert [(c.name, c.before, c.after) for c in line.changes] == [
            ("title", "Speak up", "Speak out")
        ]

    def test_filters_narrow_it(self, challenge, manager):
        def actions(**wanted):
            return [line.entry.action for line in whole_trail(Filters(**wanted))]

        assert "settings.changed" not in actions(actor_id=manager.id)
        assert actions(action="settings.changed") == ["settings.changed"]
        assert actions(subject_type="challenges", subject_id=challenge.id) == ["challenge.updated"]
        assert actions(subject_type="challenges", subject_id=0) == []


class TestMailbox:
    @pytest.fixture
    def folder(self, tmp_path):
        for number in range(1, 6):
            message = EmailMessage()
            message["To"], message["Subject"] = "ada@work.example", f"Grüße {number}"
            message.set_content("Hello")
            (tmp_path / f"{number:020d}.eml").write_bytes(message.as_bytes())
        (tmp_path / ".00000000000000000009.eml.part").write_text("half")
        (tmp_path / "secret.txt").write_text("no")
        return tmp_path

    def subjects(self, page):
        return [letter.subject for letter in page.items]

    def test_pages_go_back_in_time_and_forth(self, folder):
        first = mailbox.letters(folder, None, 2)
        second = mailbox.letters(folder, first.next_key, 2)
        third = mailbox.letters(folder, second.next_key, 2)
        assert self.subjects(first) == ["Grüße 5", "Grüße 4"]
        assert self.subjects(second) == ["Grüße 3", "Grüße 2"]
        assert self.subjects(third) == ["Grüße 1"]
        assert (first.previous_key, third.next_key) == (None, None)
        assert mailbox.letters(folder, third.previous_key, 2).items == second.items
        assert mailbox.letters(folder, second.previous_key, 2).items == first.items

    def test_a_folder_that_is_not_there_is_empty(self, tmp_path):
        assert mailbox.letters(tmp_path / "none", None).items == []

    @pytest.mark.parametrize(
        "name",
        ["../secret.txt", "secret.txt", "", ".", "00000000000000000009.eml", "1.eml\n"],
    )
    def test_only_messages_are_opened(self, folder, name):
        assert mailbox.open_letter(folder, name) is None

    def test_a_link_out_of_the_folder_is_not_followed(self, folder):
        (folder / "00000000000000000007.eml").symlink_to("/etc/passwd")
        assert mailbox.open_letter(folder, "00000000000000000007.eml") is None

    def test_only_the_hub_s_own_links_are_its_own(self):
        text = "See http://hub.example/links/a, http://hub.example.evil.example/b and http://hub.example/links/a."
        own, others = mailbox.links(text, "http://hub.example")
        assert own == ["http://hub.example/links/a"]
        assert others == ["http://hub.example.evil.example/b"]
