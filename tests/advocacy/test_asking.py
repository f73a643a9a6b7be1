"""The console's page of one member: what the guard says, asking, and how asks end."""

import re

import pytest

from hub import clock
from hub.advocacy.models import Ask
from tests.factories import ActKindFactory, AskFactory, CompanyFactory, MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory(company=CompanyFactory(first_value_on=clock.today()))


@pytest.fixture
def csm(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("csm",)))


@pytest.fixture
def manager(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


def sent(tab, member, kind, **more):
    page = tab.get(f"/console/members/{member.id}/asks").text
    token = re.search(r'name="token"[^>]*value="([0-9a-f]{32})"', page)[1]
    return {"token": token, "kind_id": kind.id, "because": ""} | more


def asks(db):
    db.session.expire_all()
    return db.session.query(Ask).order_by(Ask.id).all()


def test_a_csm_asks_once_however_often_the_button_is_pressed(db, csm, member):
    kind = ActKindFactory(name="Keynote", weight=4)
    path = f"/console/members/{member.id}/asks"
    data = sent(csm, member, kind)
    for _twice in range(2):
        assert csm.post(path, data=data).status_code == 303
    assert [ask.weight for ask in asks(db)] == [4]
    assert "weighs 4" in csm.get(path).text


def test_the_guard_says_no_with_its_reason_and_a_csm_cannot_overrule_it(db, csm, member):
    member.company.first_value_on = None
    path = f"/console/members/{member.id}/asks"
    data = sent(csm, member, ActKindFactory(), because="They offered")
    refused = csm.post(path, data=data)
    assert refused.status_code == 422
    assert "has not reached first value yet" in refused.text
    assert "it lifts when what the rule waits for has happened" in refused.text
    assert "Ask against the guard" not in refused.text
    assert not asks(db)


def test_a_manager_overrules_it_with_a_reason_on_record(db, manager, member):
    member.company.first_value_on = None
    path = f"/console/members/{member.id}/asks"
    kind = ActKindFactory()
    assert manager.post(path, data=sent(manager, member, kind)).status_code == 422
    data = sent(manager, member, kind, because="They offered")
    assert manager.post(path, data=data).status_code == 303
    [ask] = asks(db)
    assert (ask.overridden_rule, ask.overridden_because) == ("first_value", "They offered")
    assert "They offered" in manager.get(path).text


def test_an_ask_is_closed_as_it_ended(db, csm, member):
    ask = AskFactory(member=member)
    path = f"/console/asks/{ask.id}/closure"
    assert csm.post(path, data={"outcome": "whatever"}).status_code == 400
    assert csm.post(path, data={"outcome": "declined"}).status_code == 303
    assert csm.post(path, data={"outcome": "done"}).status_code == 303
    assert asks(db)[0].outcome == "declined"


def test_an_ask_is_closed_in_its_place(csm, member, htmx):
    ask = AskFactory(member=member)
    path = f"/console/asks/{ask.id}/closure"
    part = csm.post(path, data={"outcome": "done"}, headers=htmx)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'id="asks"' in part.text
    assert path not in part.text


def test_strangers_see_nothing_of_it(db, sign_in_as, member):
    stranger = sign_in_as(MemberFactory())
    path = f"/console/members/{member.id}/asks"
    assert stranger.get(path).status_code == stranger.post(path).status_code == 403


def test_nobody_is_a_404(csm, member):
    assert csm.get("/console/members/999999/asks").status_code == 404
    assert csm.post("/console/asks/999999/closure").status_code == 404
