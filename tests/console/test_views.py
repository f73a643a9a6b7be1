"""The manager's pages behind the scenes."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from hub import audit, clock
from hub.challenges.models import Review
from hub.console.queries.weeks import Week, weeks
from hub.ledger.models import Tier
from hub.members.operations.people import erase
from hub.outbox import OutboxJob
from tests.factories import (
    ActFactory,
    AttemptFactory,
    CompanyFactory,
    MemberFactory,
    RedemptionFactory,
    RegistrationFactory,
    TierFactory,
    give_points,
)
from tests.queries import count_queries

GETS = (
    "/console", "/console/tiers", "/console/tiers/new", "/console/jobs", "/console/mail",
    "/console/audit", "/console/audit/export.csv",
)  # fmt: skip


@pytest.fixture
def manager(db):
    return MemberFactory(given_name="Mira", roles=("manager",))


@pytest.fixture
def client(manager, sign_in_as):
    return sign_in_as(manager)


@pytest.fixture
def stranger(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("chapter leader",)))


@pytest.mark.parametrize("address", GETS)
def test_managers_only(client, stranger, address):
    assert client.get(address).status_code == 200
    assert stranger.get(address).status_code == 403


class TestOverview:
    def test_it_leads_to_what_waits(self, client, manager):
        AttemptFactory(state="waiting", handed_in_at=clock.now())
        RedemptionFactory()
        audit.record(manager, "challenge.published", "challenges")
        page = client.get("/console").text
        assert 'href="/console/reviews"' in page
        assert "review to decide" in page
        assert "Challenge published" in page
        assert "nav-count" in page

    def test_a_quiet_hub_says_so(self, client):
        page = client.get("/console").text
        assert "Nothing waits" in page
        assert "nobody took a place" in page
        assert "data-chart" not in page

    def test_weeks_are_counted_by_what_was_approved_and_registered(self, db, manager):
        with clock.travel(datetime(2026, 3, 4, 9, tzinfo=UTC)):
            for attempt in AttemptFactory.create_batch(2, state="approved"):
                db.session.add(Review(attempt=attempt, reviewer=manager, decision="approved"))
            RegistrationFactory()
        with clock.travel(datetime(2026, 2, 27, 9, tzinfo=UTC)):
            db.session.add(
                Review(
                    attempt=AttemptFactory(), reviewer=manager, decision="returned", message="More"
                )
            )
        db.session.flush()
        with clock.travel(datetime(2026, 3, 6, 9, tzinfo=UTC)):
            found = weeks()
        assert (len(found), found[-1]) == (12, Week(date(2026, 3, 2), 2, 1))
        assert sum(week.completed for week in found) == 2

    def test_the_chart_is_a_table_too(self, client, db, manager):
        db.session.add(Review(attempt=AttemptFactory(), reviewer=manager, decision="approved"))
        page = client.get("/console").text
        assert 'data-chart="bar"' in page
        assert "The numbers as a table" in page
        assert "completed in twelve weeks: 1." in page

    def test_a_csm_sees_numbers_but_nobody_s_queue_or_log(self, db, sign_in_as):
        page = sign_in_as(MemberFactory(roles=("csm",))).get("/console").text
        assert "This month" in page
        assert "Done last" not in page
        assert "nav-count" not in page

    def test_it_asks_as_much_of_a_full_hub(self, client, manager):
        def fill(count):
            for _time in range(count):
                AttemptFactory(state="waiting", handed_in_at=clock.now())
                audit.record(MemberFactory(), "member.changed", manager)

        fill(3)
        few = count_queries(lambda: client.get("/console"))
        fill(17)
        assert count_queries(lambda: client.get("/console")) == few

    def test_member_pages_do_not_ask_what_waits(self, client):
        client.get("/me/profile")
        plain = count_queries(lambda: client.get("/me/profile"))
        AttemptFactory(state="waiting", handed_in_at=clock.now())
        assert count_queries(lambda: client.get("/me/profile")) == plain
        assert "nav-count" not in client.get("/me/profile").text


class TestMemberPoints:
    def test_the_member_s_page_shows_them_and_leads_to_the_statement(self, client, htmx):
        ada = MemberFactory()
        TierFactory(name="Gilded", threshold=50)
        give_points(ada, 70)
        path = f"/console/members/{ada.id}"
        page = client.get(path)
        assert f'href="{path}/points"' in page.text
        assert "Gilded" in page.text
        assert '<span class="stat-value">70</span>' in page.text
        assert "Gilded" in client.get(path, headers=htmx).text

    def test_managers_and_csms_read_a_member_s_statement(self, db, client, sign_in_as):
        member = MemberFactory(given_name="Ada")
        give_points(member, 77, "gift:77")
        for reader in (client, sign_in_as(MemberFactory(roles=("csm",)))):
            page = reader.get(f"/console/members/{member.id}/points").text
            assert "Points of Ada" in page
            assert "A gift" in page
            assert "<code>gift:77</code>" in page

    def test_members_and_the_erased(self, db, client, stranger):
        member = MemberFactory()
        assert stranger.get(f"/console/members/{member.id}/points").status_code == 403
        gone = MemberFactory(erased_at=clock.now())
        assert client.get(f"/console/members/{gone.id}/points").status_code == 404


class TestTiers:
    @pytest.fixture
    def tiers(self, db):
        low, high = TierFactory(name="Low", threshold=0), TierFactory(name="High", threshold=100)
        give_points(MemberFactory(), 70)
        return low, high

    def form(self, **changes):
        return {"name": "High", "threshold": "60", "tone": "gold", "benefits": "Lunch\n"} | changes

    def test_the_list_shows_who_stands_where(self, client, tiers):
        page = client.get("/console/tiers").text
        assert "Low" in page
        assert "Remove High" in page

    def test_a_new_threshold_is_shown_before_it_is_applied(self, client, tiers):
        address = f"/console/tiers/{tiers[1].id}"
        preview = client.post(address, data=self.form())
        assert preview.status_code == 200
        assert "1 member" in preview.text
        assert "from Low to High" in preview.text
        assert tiers[1].threshold == 100
        back = client.post(address, data=self.form(back="1"))
        assert 'value="60"' in back.text
        done = client.post(address, data=self.form(apply="1"))
        assert (done.status_code, done.location) == (303, "/console/tiers")
        assert (tiers[1].threshold, tiers[1].benefits) == (60, ["Lunch"])

    def test_what_moves_nobody_is_saved_at_once(self, client, tiers):
        response = client.post(
            f"/console/tiers/{tiers[1].id}", data=self.form(name="Top", threshold="100")
        )
        assert response.status_code == 303
        assert tiers[1].name == "Top"

    def test_a_new_tier(self, db, client, tiers):
        form = self.form(name="Summit", threshold="5000")
        assert client.post("/console/tiers", data=form).status_code == 303
        assert db.session.query(Tier).count() == 3

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Request-Type": "partial"}])
    @pytest.mark.parametrize(
        "change", [{"name": " "}, {"threshold": "-1"}, {"threshold": "0"}, {"name": "low"}]
    )
    def test_a_refused_form_keeps_what_was_typed(self, client, tiers, change, headers):
        form = self.form(benefits="Kept words") | change
        for address in ("/console/tiers", f"/console/tiers/{tiers[1].id}"):
            response = client.post(address, data=form, headers=headers)
            assert response.status_code == 422
            assert "Kept words" in response.text
            assert ("<html" in response.text) is not bool(headers)

    def test_removal_says_how_many_move(self, db, client, tiers):
        address = f"/console/tiers/{tiers[0].id}/removal"
        page = client.get(address).text
        assert "1 member" in page
        assert "from Low to no tier" in page
        assert '<h1 dir="auto">Remove “Low”?</h1>' in page
        assert "list of its benefits goes with it" in page
        assert "cannot be undone" in page
        assert client.post(address).status_code == 303
        assert db.session.query(Tier).count() == 1

    def test_the_last_tier_stays(self, db, client):
        only = TierFactory(threshold=0)
        assert "only tier" in client.get(f"/console/tiers/{only.id}/removal").text
        assert client.post(f"/console/tiers/{only.id}/removal").status_code == 422

    def test_strangers(self, stranger, tiers, client):
        for path in ("", f"/{tiers[0].id}", f"/{tiers[0].id}/removal"):
            assert stranger.post(f"/console/tiers{path}", data=self.form()).status_code == 403
        assert client.get("/console/tiers/9999").status_code == 404


class TestJobs:
    @pytest.fixture
    def failed(self, db):
        return self.job(db, failed_at=clock.now(), last_error="Trace\nOSError: <no mail server>")

    def job(self, db, **changes):
        made = OutboxJob(
            name="members.mail_sign_in_link", arguments={"email": "a@b.example"}, **changes
        )
        db.session.add(made)
        db.session.flush()
        return made

    def test_failed_ones_come_first_with_their_error(self, db, client, failed):
        self.job(db)
        page = client.get("/console/jobs").text
        assert "OSError: &lt;no mail server&gt;" in page
        assert page.count("members.mail_sign_in_link") == 1
        assert "email=a@b.example" in client.get("/console/jobs?state=open").text
        assert "Nothing done yet" in client.get("/console/jobs?state=done").text

    def test_a_retry_goes_back_to_the_list(self, client, failed):
        response = client.post(f"/console/jobs/{failed.id}/retry")
        assert (response.status_code, response.location) == (303, "/console/jobs")
        assert failed.failed_at is None

    def test_htmx_gets_the_job(self, client, failed, htmx):
        response = client.post(f"/console/jobs/{failed.id}/retry", headers=htmx)
        assert response.status_code == 200
        assert "<html" not in response.text
        assert f'id="job-{failed.id}"' in response.text

    def test_the_second_retry_says_why_not(self, client, failed, htmx):
        client.post(f"/console/jobs/{failed.id}/retry")
        again = client.post(f"/console/jobs/{failed.id}/retry", headers=htmx)
        assert again.status_code == 409
        assert "retried a moment ago" in again.text

    def test_strangers_and_jobs_that_are_not_there(self, client, stranger, failed):
        assert stranger.post(f"/console/jobs/{failed.id}/retry").status_code == 403
        assert client.post("/console/jobs/99999/retry").status_code == 404

    def test_it_asks_as_much_for_twenty_as_for_three(self, db, client):
        def fill(count):
            for _time in range(count):
                self.job(db, failed_at=clock.now(), last_error="x")

        fill(3)
        few = count_queries(lambda: client.get("/console/jobs"))
        fill(17)
        assert count_queries(lambda: client.get("/console/jobs")) == few


class TestMail:
    @pytest.fixture
    def folder(self, app, tmp_path, monkeypatch):
        monkeypatch.setitem(app.config, "MAIL_FOLDER", str(tmp_path))
        return tmp_path

    def write(self, app, folder, name="00000000000000000001.eml", foot=""):
        message = EmailMessage()
        message["From"], message["To"] = "hub@hub.example", "ada@work.example"
        message["Subject"] = "Your <link>"
        base = app.config["BASE_URL"]
        message.set_content(f"Click {base}/links/abc or http://evil.example/x{foot}")
        message.add_alternative("<p onclick='x()'>Hello</p><script>1</script>", subtype="html")
        Path(folder, name).write_bytes(message.as_bytes())
        return f"/console/mail/{name}"

    def test_the_list_and_a_mail_with_its_link_to_click(self, app, client, folder):
        address = self.write(app, folder)
        assert f'href="{address}"' in client.get("/console/mail").text
        page = client.get(address).text
        assert "Your &lt;link&gt;" in page
        assert f'<a href="{app.config["BASE_URL"]}/links/abc"' in page
        assert 'href="http://evil.example' not in page

    def test_the_html_part_is_served_in_a_sandbox(self, app, client, folder):
        response = client.get(self.write(app, folder) + "/html")
        assert response.mimetype == "text/html"
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox; default-src 'none'")
        assert "script" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    def test_what_stands_in_a_sandbox_asks_for_nothing_in_advance(self, app, client, folder):
        address = self.write(app, folder)
        assert "Speculation-Rules" in client.get(address).headers
        assert "Speculation-Rules" not in client.get(address + "/html").headers

    def test_the_lines_of_a_foot_stay_lines(self, app, client, folder):
        page = client.get(self.write(app, folder, foot="\n\n-- \nAcme\nHarbour Road 1")).text
        assert '<p class="lines">-- \nAcme\nHarbour Road 1</p>' in page

    @pytest.mark.parametrize("name", ["x.eml", "..%2Fsecret", "%2e%2e", "00000000000000000002.eml"])
    def test_other_names_are_not_found(self, client, folder, name):
        assert client.get(f"/console/mail/{name}").status_code == 404
        assert client.get(f"/console/mail/{name}/html").status_code == 404

    def test_a_hub_that_sends_its_mail_has_no_such_page(self, app, client, monkeypatch):
        monkeypatch.delitem(app.config, "MAIL_FOLDER")
        assert client.get("/console/mail").status_code == 404

    def test_strangers(self, app, stranger, folder):
        address = self.write(app, folder)
        assert stranger.get(address).status_code == 403
        assert stranger.get(f"{address}/html").status_code == 403


class TestAudit:
    @pytest.fixture
    def entry(self, manager):
        with audit.recorded(manager, "tier.changed", tier := TierFactory(name="=Low")):
            tier.threshold = 7
        return tier

    def test_it_reads_as_who_what_before_and_after(self, client, entry):
        page = client.get("/console/audit").text
        assert "Tier changed" in page
        assert "Mira" in page
        assert "<ins>7</ins>" in page
        assert f"kind=tiers&amp;subject={entry.id}" in page

    def test_filters_narrow_page_and_download(self, client, manager, entry):
        address = f"?actor={manager.id}&action=tier.changed&kind=tiers&subject={entry.id}"
        assert "Tier changed" in client.get(f"/console/audit{address}").text
        lines = client.get(f"/console/audit/export.csv{address}").text.strip().splitlines()
        assert len(lines) == 2
        assert "'=Low" in lines[1]
        assert "Nothing on record" in client.get("/console/audit?action=none").text

    def test_members_are_named_and_lead_to_their_page_while_they_have_one(self, client, manager):
        ada, gone = MemberFactory(given_name="Ada"), MemberFactory()
        for member in (ada, gone):
            act = ActFactory(member=member)
            audit.record(manager, "act.logged", act, after={"member": member.id})
        audit.record(manager, "member.invited", ada)
        erase(gone, by=manager, secret="s")
        page = client.get("/console/audit").text
        assert page.count(f'<a href="/console/members/{ada.id}">Ada Example</a>') == 2
        assert f">Member no. {ada.id}</a>" in page
        assert "<ins>Former member</ins>" in page
        assert f'"/console/members/{gone.id}"' not in page

    def test_other_rows_are_named_too_and_what_is_gone_keeps_its_number(self, client, manager):
        position = MemberFactory(company=CompanyFactory(name="Acme")).position
        audit.record(
            manager, "position.started", position, after={"company_id": position.company_id}
        )
        audit.record(manager, "act.logged", "acts", after={"member": 987654})
        page = client.get("/console/audit").text
        assert "<ins>Acme</ins>" in page
        assert "<ins>987654</ins>" in page

    def test_it_asks_as_much_for_twenty_as_for_three(self, client, entry):
        def fill(count):
            for _time in range(count):
                about = MemberFactory()
                audit.record(MemberFactory(), "tier.changed", entry)
                audit.record(about, "act.logged", ActFactory(), after={"member": about.id})

        fill(3)
        few = count_queries(lambda: client.get("/console/audit"))
        fill(17)
        assert count_queries(lambda: client.get("/console/audit")) == few
