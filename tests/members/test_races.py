"""Health and notes at the same moment: recorded once, and nothing about whoever is erased."""

import pytest

from hub.db import db as hub_db
from hub.members.manage.health_lines import record
from hub.members.models import Company, Crisis, HealthReport, Member, Note
from hub.members.operations import health, managing, notes
from tests.factories import CompanyFactory, MemberFactory
from tests.races import at_once

pytestmark = pytest.mark.xdist_group("committed")

LINES = "company,health,note,crisis,on\n" + "".join(
    f"H-{number},watch,Data lost,open,2026-05-0{number}\n" for number in (3, 1, 2)
)


def test_the_same_lines_sent_by_several_at_once_are_recorded_once(app, committed):
    by = MemberFactory(roles=("csm",)).id
    for number in (1, 2, 3):
        CompanyFactory(account_id=f"H-{number}")
    committed.session.commit()

    def verb():
        with app.test_request_context():
            return record(LINES, by=hub_db.session.get_one(Member, by))

    assert sorted(at_once(app, [verb] * 4)) == [0, 0, 0, 3]
    assert hub_db.session.query(HealthReport).count() == 3
    assert hub_db.session.query(Crisis).count() == 3


def test_a_crisis_is_opened_once_by_hand_and_by_lines(app, committed):
    company, by = CompanyFactory(account_id="H-1").id, MemberFactory(roles=("csm",)).id
    committed.session.commit()

    def by_lines():
        with app.test_request_context():
            text = "company,note,crisis,on\nH-1,Data lost,open,2026-05-01\n"
            return record(text, by=hub_db.session.get_one(Member, by))

    def by_hand():
        actor = hub_db.session.get_one(Member, by)
        return health.open_crisis(hub_db.session.get_one(Company, company), "Down", by=actor)

    outcomes = at_once(app, [by_lines, by_hand] * 3)
    assert hub_db.session.query(Crisis).count() == 1
    assert sum(isinstance(outcome, Crisis) or outcome == 1 for outcome in outcomes) == 1


def test_no_note_outlives_whom_it_is_about(app, committed):
    admin, ada = MemberFactory(roles=("administrator",)).id, MemberFactory().id
    committed.session.commit()

    def write():
        session = hub_db.session
        return notes.write(session.get_one(Member, ada), "Hm", by=session.get_one(Member, admin))

    def erase():
        session = hub_db.session
        member, by = session.get_one(Member, ada), session.get_one(Member, admin)
        managing.erase_on_request(member, by=by, secret="s")

    at_once(app, [write, write, erase, write, write])
    assert hub_db.session.query(Note).count() == 0
