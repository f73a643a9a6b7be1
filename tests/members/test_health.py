"""Crises and health of companies: reported, escalated, closed, and never forgotten."""

from datetime import timedelta

import pytest

from hub import clock
from hub.audit import AuditEntry
from hub.members.models import Crisis, HealthReport
from hub.members.operations import health as operations
from hub.members.queries.health import health_of
from tests.factories import CompanyFactory, MemberFactory


@pytest.fixture
def company(db):
    return CompanyFactory()


@pytest.fixture
def csm(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("csm",)))


def test_a_crisis_is_opened_once_and_closed_once(app, db, company):
    by = MemberFactory()
    with app.test_request_context():
        operations.open_crisis(company, "Down since Monday", by=by)
        with pytest.raises(operations.CrisisOpen):
            operations.open_crisis(company, "Still down", by=by)
        with clock.travel(clock.now() + timedelta(days=3)):
            closed = operations.close_crisis(company, by=by)
            with pytest.raises(operations.NoCrisis):
                operations.close_crisis(company, by=by)
        assert closed.closed_on - closed.opened_on == timedelta(days=3)
    actions = [entry.action for entry in db.session.query(AuditEntry)]
    assert actions == ["company.crisis_opened", "company.crisis_closed"]


def test_the_newest_report_is_how_it_fares_and_the_timeline_keeps_all(app, db, company):
    by = MemberFactory()
    assert health_of(company).report is None
    with app.test_request_context():
        with clock.travel(clock.now() - timedelta(days=9)):
            operations.report_health(company, "good", "Growing", by=by)
            operations.open_crisis(company, "Down", by=by)
        with clock.travel(clock.now() - timedelta(days=5)):
            operations.close_crisis(company, by=by)
        operations.report_health(company, "watch", "", by=by)
    found = health_of(company)
    assert (found.report.health, found.crisis) == ("watch", None)
    assert [one.kind for one in found.moments] == ["watch", "closed", "good", "opened"]


def test_a_csm_reports_and_escalates(db, csm, company):
    path = f"/console/companies/{company.id}"
    report = {"health": "at_risk", "note": "Two tickets a day"}
    assert csm.post(f"{path}/health", data=report).status_code == 303
    assert csm.post(f"{path}/crisis", data={"reason": "Data lost"}).status_code == 303
    for page in (path, f"{path}/health"):
        text = csm.get(page).text
        assert "At risk" in text
        assert "Data lost" in text
    again = csm.post(f"{path}/crisis", data={"reason": "Data lost"})
    assert again.status_code == 409
    assert "open here already" in again.text
    assert csm.post(f"{path}/crisis/closure").status_code == 303
    assert csm.post(f"{path}/crisis/closure").status_code == 409
    assert "The crisis ended" in csm.get(f"{path}/health").text
    assert db.session.query(Crisis).one().closed_on == clock.today()


@pytest.mark.parametrize(
    ("where", "data", "sentence"),
    [
        ("health", {"note": "Something long to keep"}, "Choose one."),
        ("health", {"health": "fine", "note": "Something long to keep"}, "Not a valid choice"),
        ("health", {"health": "good", "note": "x" * 2001}, "longer than"),
        ("crisis", {"reason": "  "}, "Say what is wrong."),
        ("crisis", {"reason": "x" * 301}, "longer than"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(db, csm, company, where, data, sentence):
    refused = csm.post(f"/console/companies/{company.id}/{where}", data=data)
    assert refused.status_code == 422
    assert sentence in refused.text
    if data.get("note", "").startswith("Something"):
        assert data["note"] in refused.text
    assert db.session.query(HealthReport).count() == db.session.query(Crisis).count() == 0


def test_members_do_not_see_how_companies_fare(sign_in_as, db, company):
    stranger = sign_in_as(MemberFactory())
    path = f"/console/companies/{company.id}"
    assert stranger.get(f"{path}/health").status_code == 403
    for where in ("health", "crisis", "crisis/closure"):
        assert stranger.post(f"{path}/{where}").status_code == 403
