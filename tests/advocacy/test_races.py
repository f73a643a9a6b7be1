"""Asks at the same moment: the last of a budget is given away once."""

import pytest

from hub.advocacy import operations
from hub.advocacy.models import ActKind, Ask
from hub.db import db as hub_db
from hub.members.models import Member
from tests.factories import ActKindFactory, CompanyFactory, MemberFactory
from tests.races import at_once

pytestmark = pytest.mark.xdist_group("committed")


def asking(member_id, kind_id, source):
    def verb():
        member = hub_db.session.get_one(Member, member_id)
        kind = hub_db.session.get_one(ActKind, kind_id)
        return operations.ask(member, kind, source=source, by=None)

    return verb


def test_one_member_is_not_asked_beyond_the_budget_by_several_at_once(app, committed):
    member = MemberFactory(company=CompanyFactory(first_value_on="2020-01-01"))
    kinds = [ActKindFactory(weight=3, value=1) for _ in range(6)]
    committed.session.commit()
    ids = [kind.id for kind in kinds]
    outcomes = at_once(app, [asking(member.id, id, f"race:{id}") for id in ids])
    assert sum(isinstance(outcome, Ask) for outcome in outcomes) == 3
    assert all(isinstance(o, Ask | operations.NotNow) for o in outcomes)
    assert sum(row.weight for row in hub_db.session.query(Ask)) == 9


def test_one_company_is_not_asked_beyond_its_budget_by_several_at_once(app, committed):
    company = CompanyFactory(first_value_on="2020-01-01")
    kind = ActKindFactory(weight=9, value=1)
    people = [MemberFactory(company=company).id for _ in range(6)]
    committed.session.commit()
    outcomes = at_once(app, [asking(id, kind.id, f"race:{id}") for id in people])
    assert sum(isinstance(outcome, Ask) for outcome in outcomes) == 4
    assert sum(row.weight for row in hub_db.session.query(Ask)) == 36


def test_the_floor_of_the_bank_holds_for_several_at_once(app, committed):
    member = MemberFactory(company=False)
    kinds = [ActKindFactory(weight=0, value=25).id for _ in range(5)]
    committed.session.commit()
    outcomes = at_once(app, [asking(member.id, id, f"race:{id}") for id in kinds])
    assert sum(isinstance(outcome, Ask) for outcome in outcomes) == 2


def test_the_same_ask_twice_at_once_is_one(app, committed):
    member = MemberFactory(company=False)
    kind = ActKindFactory()
    committed.session.commit()
    first, second = at_once(app, [asking(member.id, kind.id, "race:same")] * 2)
    assert isinstance(first, Ask)
    assert isinstance(second, Ask)
    assert hub_db.session.query(Ask).count() == 1
